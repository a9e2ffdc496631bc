// Answers with FAISS. Index: a factory string, such as IVF1024,PQ64x4fs,RFlat. Search: parameters of
// its ParameterSpace, such as nprobe=16,k_factor_rf=4 or efSearch=40. See peer_driver.hpp.

#include <faiss/AutoTune.h>
#include <faiss/index_factory.h>
#include <faiss/index_io.h>
#include <omp.h>

#include <cstdint>
#include <memory>

#include "peer_driver.hpp"

class FaissIndex : public peer::Index {
 public:
  FaissIndex(const peer::Options& chosen, size_t dimension)
      : chosen_(chosen), dimension_(dimension) {}

  void build(const peer::Vectors& base) override {
    omp_set_num_threads(static_cast<int>(chosen_.threads));
    index_.reset(faiss::index_factory(
        static_cast<int>(dimension_), chosen_.index.c_str(),
        chosen_.metric == "l2" ? faiss::METRIC_L2 : faiss::METRIC_INNER_PRODUCT));
    index_->train(base.count, base.numbers.data());
    index_->add(base.count, base.numbers.data());
    omp_set_num_threads(1);
  }

  void save(const std::string& file) override { faiss::write_index(index_.get(), file.c_str()); }

  void load(const std::string& file) override {
    index_.reset(faiss::read_index(file.c_str()));
    omp_set_num_threads(1);
  }

  void set(const std::string& settings) override {
    faiss::ParameterSpace().set_index_parameters(index_.get(), settings.c_str());
  }

  void search(const float* query, size_t k, int32_t* ids) override {
    distances_.resize(k);
    labels_.resize(k);
    index_->search(1, query, static_cast<std::int64_t>(k), distances_.data(), labels_.data());
    for (size_t i = 0; i < k; i++) {
      ids[i] = static_cast<int32_t>(labels_[i]);
    }
  }

 private:
  peer::Options chosen_;
  size_t dimension_;
  std::unique_ptr<faiss::Index> index_;
  std::vector<float> distances_;
  std::vector<std::int64_t> labels_;
};

int main(int argc, char** argv) {
  return peer::run("faiss", argc, argv, [](const peer::Options& chosen, size_t dimension) {
    return std::make_unique<FaissIndex>(chosen, dimension);
  });
}
