"""Trains the model of impersonation: boosted trees under monotone constraints, calibrated by isotonic regression.

usage: train.py FOLDER... --out FILE [--test FOLDER...]
A FOLDER has truth.jsonl (generate.mjs) and features.tsv (vigie_account_features). Prints figures for the test folders.
"""
import argparse, collections, json, math
import numpy as np
import xgboost as xgb
from sklearn.isotonic import IsotonicRegression


def load(folders):
    names, trends, rows = None, None, []
    for folder in folders:
        truth = {t["id"]: t for t in map(json.loads, open(f"{folder}/truth.jsonl"))}
        with open(f"{folder}/features.tsv") as f:
            head = f.readline().rstrip("\n").split("\t")[2:]
            names, trends = [h.split(":")[0] for h in head], [int(h.split(":")[1]) for h in head]
            for line in f:
                cells = line.rstrip("\n").split("\t")
                t = truth[cells[0]]
                if t["class"] in ("official",) or t["kind"] == "reseller_registered":
                    continue
                x = None if cells[1] == "-" else np.array([float(c) for c in cells[2:]], dtype=np.float32)
                rows.append((f"{folder}/{cells[0]}", t, cells[1].split("|"), x))
    return names, trends, rows


def pairs(rows):
    """The innocent: every pair. An attack: the pair with its victim; with others of the house the truth is not known."""
    X, y, w, ids = [], [], [], []
    for id_, t, who, x in rows:
        if x is None:
            continue
        attack = t["class"] == "impersonation"
        if attack and t["victim"] not in who:
            continue
        X.append(x)
        y.append(1 if attack else 0)
        ids.append(id_)
        w.append({"namesake": 10, "fan": 3, "parody": 3}.get(t["class"], 1) if not attack else 1)
    return np.array(X), np.array(y), np.array(w, dtype=float), ids


def dump(booster, names, bias, knots, path):
    out = ["vigie-trees 1"] + [f"feature {n}" for n in names] + [f"bias {bias:.6g}"]
    out += [f"knot {m:.6g} {p:.6g}" for m, p in knots]
    index = {f"f{i}": i for i in range(len(names))}
    # Booster with the default names: f0, f1…
    for text in booster.get_dump(with_stats=True, dump_format="json"):
        out.append("tree")
        lines = []

        def walk(node):
            """Appends the node and all below it; answers (mean, cover)."""
            if "leaf" in node:
                lines.append(f"leaf {node['leaf']:.6g}")
                return node["leaf"], node["cover"]
            at = len(lines)
            lines.append("")
            child = {c["nodeid"]: c for c in node["children"]}
            low = walk(child[node["yes"]])
            high = walk(child[node["no"]])
            cover = low[1] + high[1]
            mean = (low[0] * low[1] + high[0] * high[1]) / cover if cover > 0 else (low[0] + high[0]) / 2
            side = "low" if node["missing"] == node["yes"] else "high"
            lines[at] = f"split {index[node['split']]} {node['split_condition']:.9g} {side} {mean:.6g}"
            return mean, cover

        walk(json.loads(text))
        out += lines
    open(path, "w").write("\n".join(out) + "\n")


def figures(rows, score, title):
    best, truth = collections.defaultdict(float), {}
    for (id_, t, who, x), s in zip(rows, score):
        best[id_] = max(best[id_], s)
        truth[id_] = t
    table = collections.defaultdict(list)
    for id_, t in truth.items():
        table[(t["class"] == "impersonation", t["kind"])].append(best[id_] >= 0.5)
    print(f"\n{title}: share found, at 0.5")
    for (attack, kind), hits in sorted(table.items(), key=lambda i: (not i[0][0], i[0][1])):
        print(f"  {'attack  ' if attack else 'innocent'} {kind:20} {100 * sum(hits) / len(hits):6.2f} %  of {len(hits)}")
    for attack in (True, False):
        hits = [h for (a, _), hs in table.items() if a == attack for h in hs]
        print(f"  {'recall' if attack else 'false alarms'} {100 * sum(hits) / len(hits):.2f} % of {len(hits)}")


def main():
    p = argparse.ArgumentParser()
    p.add_argument("folders", nargs="+")
    p.add_argument("--test", nargs="*", default=[])
    p.add_argument("--out", required=True)
    a = p.parse_args()
    names, trends, rows = load(a.folders)
    X, y, w, ids = pairs(rows)
    # Where an impostor works says nothing of whether it is one: a sentence for people, no feature for the trees.
    for name in ("account.not-registered",):
        X[:, names.index(name)] = 0
    rng = np.random.default_rng(7)
    accounts = sorted(set(ids))
    held = set(rng.choice(accounts, len(accounts) // 4, replace=False))
    fit = np.array([i not in held for i in ids])
    params = dict(objective="binary:logistic", max_depth=5, eta=0.15, subsample=0.8, colsample_bytree=0.7,
                  min_child_weight=3, reg_lambda=1.5, monotone_constraints=tuple(trends), seed=7, nthread=1, tree_method="hist", max_bin=64,
                  base_score=0.5)
    booster = xgb.train(params, xgb.DMatrix(X[fit], y[fit], weight=w[fit]), num_boost_round=180)
    margin = booster.predict(xgb.DMatrix(X[~fit]), output_margin=True)
    iso = IsotonicRegression(y_min=0.001, y_max=0.999, out_of_bounds="clip").fit(margin, y[~fit])
    lo, hi = margin.min(), margin.max()
    grid = np.linspace(lo, hi, 33)
    prob = iso.predict(grid)
    # The line between the steps, a little of the logistic curve mixed in so that it never stands still.
    prob = 0.9 * prob + 0.1 / (1 + np.exp(-grid))
    knots = [(m, q) for m, q in zip(grid, prob)]
    dump(booster, names, 0.0, knots, a.out)
    print(f"{len(y)} pairs, {int(y.sum())} attacks; {len(booster.get_dump())} trees")
    for title, folders in (("held-out quarter and the rest of the training family", a.folders), ("test", a.test)):
        if not folders:
            continue
        _, _, r = load(folders)
        known = [x for x in r if x[3] is not None]
        s = booster.predict(xgb.DMatrix(np.array([x[3] for x in known])), output_margin=True) if known else []
        got = {id(k): np.interp(v, grid, prob) for k, v in zip(known, s)}
        figures(r, [got.get(id(x), 0.0) for x in r], title)


main()
