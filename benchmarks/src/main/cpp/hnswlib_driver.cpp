// Answers with hnswlib. Index: M=16,efConstruction=200. Search: ef=40. See peer_driver.hpp.

#include <hnswlib/hnswlib.h>

#include <atomic>
#include <memory>
#include <thread>

#include "peer_driver.hpp"

class HnswlibIndex : public peer::Index {
 public:
  HnswlibIndex(const peer::Options& chosen, size_t dimension) : chosen_(chosen) {
    if (chosen.metric == "l2") {
      space_ = std::make_unique<hnswlib::L2Space>(dimension);
    } else {
      space_ = std::make_unique<hnswlib::InnerProductSpace>(dimension);
    }
  }

  void build(const peer::Vectors& base) override {
    auto all = peer::parameters(chosen_.index);
    graph_ = std::make_unique<hnswlib::HierarchicalNSW<float>>(
        space_.get(), base.count, peer::number(all, "M", 16),
        peer::number(all, "efConstruction", 200));
    graph_->addPoint(base.row(0), 0);
    std::atomic<size_t> next{1};
    std::vector<std::thread> workers;
    for (size_t i = 0; i < chosen_.threads; i++) {
      workers.emplace_back([&] {
        for (size_t row = next++; row < base.count; row = next++) {
          graph_->addPoint(base.row(row), row);
        }
      });
    }
    for (auto& worker : workers) {
      worker.join();
    }
  }

  void save(const std::string& file) override { graph_->saveIndex(file); }

  void load(const std::string& file) override {
    graph_ = std::make_unique<hnswlib::HierarchicalNSW<float>>(space_.get(), file);
  }

  void set(const std::string& settings) override {
    graph_->setEf(peer::number(peer::parameters(settings), "ef", 40));
  }

  void search(const float* query, size_t k, int32_t* ids) override {
    auto found = graph_->searchKnn(query, k);
    for (size_t i = k; i > found.size(); i--) {
      ids[i - 1] = -1;
    }
    while (!found.empty()) {
      ids[found.size() - 1] = static_cast<int32_t>(found.top().second);
      found.pop();
    }
  }

 private:
  peer::Options chosen_;
  std::unique_ptr<hnswlib::SpaceInterface<float>> space_;
  std::unique_ptr<hnswlib::HierarchicalNSW<float>> graph_;
};

int main(int argc, char** argv) {
  return peer::run("hnswlib", argc, argv, [](const peer::Options& chosen, size_t dimension) {
    return std::make_unique<HnswlibIndex>(chosen, dimension);
  });
}
