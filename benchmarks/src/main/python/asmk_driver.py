"""Takes part in AggregatedComparison with the authors' implementation (github.com/jenicek/asmk).

    python3 asmk_driver.py ASMK FOLDER WORDS

ASMK is a checkout with its extension built (python3 setup.py build_ext --inplace; needs faiss,
numpy, pyyaml). FOLDER holds shape.txt (pictures, queries, descriptors of each, numbers of each) and
descriptors and queries as 32-bit floats. Prints seconds and the best picture of each query.
"""

import json
import sys
import time

import numpy as np

sys.path.insert(0, sys.argv[1])

import faiss  # noqa: E402
from asmk import ASMKMethod  # noqa: E402

folder, words = sys.argv[2], int(sys.argv[3])
pictures, queries, each, dimension = map(int, open(f"{folder}/shape.txt").read().split())


def rows(name):
    return np.fromfile(f"{folder}/{name}", dtype="<f4").reshape(-1, dimension)


def owners(count):
    return np.repeat(np.arange(count), each)


method = ASMKMethod.initialize_untrained({
    "index": {"gpu_id": None},
    "train_codebook": {"codebook": {"size": words}},
    "build_ivf": {
        "kernel": {"binary": True},
        "ivf": {"use_idf": False},
        "quantize": {"multiple_assignment": 1},
        "aggregate": {},
    },
    "query_ivf": {
        "quantize": {"multiple_assignment": 5},
        "aggregate": {},
        "search": {"topk": 100},
        "similarity": {"similarity_threshold": 0.0, "alpha": 3.0},
    },
})
descriptors = rows("descriptors.f32")
chosen = np.linspace(0, len(descriptors) - 1, min(len(descriptors), 32 * words)).astype(int)
start = time.perf_counter()
method = method.train_codebook(descriptors[chosen])
trained = time.perf_counter()
method = method.build_ivf(descriptors, owners(pictures))
built = time.perf_counter()

faiss.omp_set_num_threads(1)
asked = rows("queries.f32")
times, best = [], []
for query in range(queries):
    part = asked[query * each:(query + 1) * each]
    begin = time.perf_counter()
    _, _, ranks, _ = method.query_ivf(part, np.zeros(each, dtype=int))
    times.append(time.perf_counter() - begin)
    best.append(int(ranks[0][0]))
print(json.dumps({
    "train": trained - start,
    "build": built - trained,
    "query": sorted(times)[queries // 2],
    "best": best,
}))
