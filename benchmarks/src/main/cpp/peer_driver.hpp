// What the drivers of all peers share: reading vectors, the conversation, timing, output.
//
// A driver builds its index and then answers lines on standard input, so that one run can measure
// several programs by turns:
//
//   DRIVER --base B.fvecs --queries Q.fvecs --metric l2|ip|cosine --index PARAMETERS
//          [--threads N] [--limit N] [--saved FILE]
//
// PARAMETERS are as the peer's own, such as M=16,efConstruction=200. --threads counts for building
// only; searches run on one thread, one query at a time. With --saved the index is loaded from that
// file if it exists, and saved there if not. When the index is ready, one line of JSON is printed:
//
//   {"peer":"hnswlib","build":41.2,"cpu":80.1,"bytes":163211264,"count":200000}
//
// A line "search K SETTINGS FILE", such as "search 10 ef=40 /tmp/ids.ivecs", asks every query once,
// writes the ids found into FILE (.ivecs, K per query, -1 where fewer were found) and prints
//
//   {"seconds":1.23,"cpu":1.2,"p50":0.11,"p95":0.2,"p99":0.3,"p999":0.5}
//
// with the seconds of all queries together, on the clock and of the processor, and percentiles of
// single ones in milliseconds. Processor seconds tell what a busy machine's clock does not.

#pragma once

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <iostream>
#include <map>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

namespace peer {

using Clock = std::chrono::steady_clock;

inline double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

// Processor seconds of this thread or of the whole process.
inline double cpu_seconds(clockid_t clock) {
  timespec time{};
  clock_gettime(clock, &time);
  return time.tv_sec + 1e-9 * time.tv_nsec;
}

// Vectors one after the other.
struct Vectors {
  size_t count = 0;
  size_t dimension = 0;
  std::vector<float> numbers;

  const float* row(size_t i) const { return numbers.data() + i * dimension; }
};

inline Vectors read_fvecs(const std::string& file, size_t limit) {
  std::ifstream in(file, std::ios::binary);
  if (!in) {
    throw std::runtime_error("cannot read " + file);
  }
  Vectors vectors;
  int32_t dimension = 0;
  while (vectors.count < limit && in.read(reinterpret_cast<char*>(&dimension), 4)) {
    if (vectors.count > 0 && static_cast<size_t>(dimension) != vectors.dimension) {
      throw std::runtime_error(file + " has rows of different lengths");
    }
    vectors.dimension = dimension;
    vectors.numbers.resize((vectors.count + 1) * vectors.dimension);
    in.read(
        reinterpret_cast<char*>(vectors.numbers.data() + vectors.count * vectors.dimension),
        4L * dimension);
    vectors.count++;
  }
  vectors.numbers.shrink_to_fit();
  return vectors;
}

inline void normalize(Vectors& vectors) {
  for (size_t i = 0; i < vectors.count; i++) {
    float* row = vectors.numbers.data() + i * vectors.dimension;
    double squares = 0;
    for (size_t j = 0; j < vectors.dimension; j++) {
      squares += static_cast<double>(row[j]) * row[j];
    }
    float scale = squares > 0 ? static_cast<float>(1 / std::sqrt(squares)) : 1;
    for (size_t j = 0; j < vectors.dimension; j++) {
      row[j] *= scale;
    }
  }
}

// "M=16,efConstruction=200" as a map; a part without "=" has an empty value.
inline std::map<std::string, std::string> parameters(const std::string& text) {
  std::map<std::string, std::string> all;
  std::stringstream parts(text);
  std::string part;
  while (std::getline(parts, part, ',')) {
    size_t equals = part.find('=');
    all[part.substr(0, equals)] = equals == std::string::npos ? "" : part.substr(equals + 1);
  }
  return all;
}

inline size_t number(
    const std::map<std::string, std::string>& all, const std::string& name, size_t otherwise) {
  auto found = all.find(name);
  return found == all.end() ? otherwise : std::stoul(found->second);
}

struct Options {
  std::string base, queries, metric = "l2", index, saved;
  size_t threads = 1;
  size_t limit = SIZE_MAX;
};

inline Options options(int argc, char** argv) {
  Options chosen;
  for (int i = 1; i + 1 < argc; i += 2) {
    std::string name = argv[i], value = argv[i + 1];
    if (name == "--base") chosen.base = value;
    else if (name == "--queries") chosen.queries = value;
    else if (name == "--metric") chosen.metric = value;
    else if (name == "--index") chosen.index = value;
    else if (name == "--saved") chosen.saved = value;
    else if (name == "--threads") chosen.threads = std::stoul(value);
    else if (name == "--limit") chosen.limit = std::stoul(value);
    else throw std::runtime_error("option " + name + " is unknown");
  }
  if (chosen.metric != "l2" && chosen.metric != "ip" && chosen.metric != "cosine") {
    throw std::runtime_error("metric is " + chosen.metric + "; it must be l2, ip or cosine");
  }
  return chosen;
}

inline bool exists(const std::string& file) { return std::ifstream(file).good(); }

inline size_t file_bytes(const std::string& file) {
  std::ifstream in(file, std::ios::binary | std::ios::ate);
  return static_cast<size_t>(in.tellg());
}

// What a peer must do. Implementations of `search` write k ids, -1 where there are fewer.
class Index {
 public:
  virtual ~Index() = default;
  virtual void build(const Vectors& base) = 0;
  virtual void save(const std::string& file) = 0;
  virtual void load(const std::string& file) = 0;
  virtual void set(const std::string& settings) = 0;
  virtual void search(const float* query, size_t k, int32_t* ids) = 0;
};

inline void answer(
    Index& index, const Vectors& queries, size_t k, const std::string& settings,
    const std::string& file) {
  index.set(settings);
  std::vector<int32_t> ids(queries.count * k, -1);
  std::vector<double> millis(queries.count);
  for (size_t i = 0; i < std::min<size_t>(queries.count, 200); i++) {
    index.search(queries.row(i), k, ids.data() + i * k);
  }
  double cpu_start = cpu_seconds(CLOCK_THREAD_CPUTIME_ID);
  auto start = Clock::now();
  for (size_t i = 0; i < queries.count; i++) {
    auto begun = Clock::now();
    index.search(queries.row(i), k, ids.data() + i * k);
    millis[i] = 1e3 * seconds_since(begun);
  }
  double seconds = seconds_since(start);
  double cpu = cpu_seconds(CLOCK_THREAD_CPUTIME_ID) - cpu_start;
  std::ofstream out(file, std::ios::binary);
  int32_t columns = static_cast<int32_t>(k);
  for (size_t i = 0; i < queries.count; i++) {
    out.write(reinterpret_cast<const char*>(&columns), 4);
    out.write(reinterpret_cast<const char*>(ids.data() + i * k), 4 * k);
  }
  out.close();
  std::sort(millis.begin(), millis.end());
  auto at = [&](double share) {
    size_t rank = static_cast<size_t>(std::ceil(share * millis.size()));
    return millis[std::max<size_t>(1, rank) - 1];
  };
  std::printf(
      "{\"seconds\":%.6f,\"cpu\":%.6f,\"p50\":%.6f,\"p95\":%.6f,\"p99\":%.6f,\"p999\":%.6f}\n",
      seconds, cpu, at(0.5), at(0.95), at(0.99), at(0.999));
  std::fflush(stdout);
}

// The whole program. `make` creates the peer's index for options and dimension.
template <typename Make>
int run(const char* name, int argc, char** argv, Make make) {
  try {
    auto chosen = options(argc, argv);
    auto queries = read_fvecs(chosen.queries, SIZE_MAX);
    if (chosen.metric == "cosine") {
      normalize(queries);
    }
    auto index = make(chosen, queries.dimension);
    double build_seconds = 0, build_cpu = 0;
    size_t count = 0;
    peer::Vectors base;  // some peers keep looking at it
    if (!chosen.saved.empty() && exists(chosen.saved) && exists(chosen.saved + ".build")) {
      index->load(chosen.saved);
      std::ifstream(chosen.saved + ".build") >> build_seconds >> build_cpu >> count;
    } else {
      base = read_fvecs(chosen.base, chosen.limit);
      if (chosen.metric == "cosine") {
        normalize(base);
      }
      count = base.count;
      auto start = Clock::now();
      double cpu_start = cpu_seconds(CLOCK_PROCESS_CPUTIME_ID);
      index->build(base);
      build_seconds = seconds_since(start);
      build_cpu = cpu_seconds(CLOCK_PROCESS_CPUTIME_ID) - cpu_start;
    }
    std::string file =
        chosen.saved.empty() ? "/tmp/peer-" + std::to_string(std::rand()) + name : chosen.saved;
    if (!exists(file)) {
      index->save(file);
      std::ofstream(file + ".build") << build_seconds << " " << build_cpu << " " << count << "\n";
    }
    size_t bytes = file_bytes(file);
    if (chosen.saved.empty()) {
      std::remove(file.c_str());
      std::remove((file + ".build").c_str());
    }
    std::printf(
        "{\"peer\":\"%s\",\"build\":%.3f,\"cpu\":%.3f,\"bytes\":%zu,\"count\":%zu}\n", name,
        build_seconds, build_cpu, bytes, count);
    std::fflush(stdout);
    std::string line;
    while (std::getline(std::cin, line)) {
      std::stringstream words(line);
      std::string verb, settings, ids;
      size_t k = 0;
      if (!(words >> verb >> k >> settings >> ids) || verb != "search" || k == 0) {
        throw std::runtime_error("\"" + line + "\" is no \"search K SETTINGS FILE\"");
      }
      answer(*index, queries, k, settings, ids);
    }
    return 0;
  } catch (const std::exception& e) {
    std::cerr << name << ": " << e.what() << std::endl;
    return 1;
  }
}

}  // namespace peer
