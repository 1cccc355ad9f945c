"""Trains and measures the two models of rumours.

usage: train.py POSTS.tsv TREES.tsv PHEME.jsonl [--out FOLDER]
POSTS.tsv and TREES.tsv come from rumour_figures. Prints honest figures (posts: events apart; trees: at random and weeks
apart); with --out writes post.model and tree.trees, trained on everything and calibrated on what was left out.
"""
import argparse, json, math
import numpy as np
import xgboost as xgb
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score, roc_auc_score

BIG = 50  # posts of either kind that an event needs to have a figure of its own


def table(path, ids):
    with open(path) as f:
        names = f.readline().rstrip("\n").split("\t")[ids:]
        rows = [line.rstrip("\n").split("\t") for line in f]
    return names, [r[:ids] for r in rows], np.array([[float(c) for c in r[ids:]] for r in rows])


class Linear:
    """Clipped to the 1st to 99th percentile, centred, scaled; unknown counts as average."""

    def fit(self, X, y, w):
        self.low, self.high = np.nanpercentile(X, 1, axis=0), np.nanpercentile(X, 99, axis=0)
        C = np.clip(X, self.low, self.high)
        self.mean = np.nanmean(C, axis=0)
        self.scale = np.nanstd(C, axis=0)
        self.scale[self.scale < 1e-6] = 1
        self.model = LogisticRegression(C=0.01, max_iter=1000).fit(self.scaled(X), y, sample_weight=w)
        return self

    def scaled(self, X):
        return np.nan_to_num((np.clip(X, self.low, self.high) - self.mean) / self.scale)

    def margin(self, X):
        return self.model.decision_function(self.scaled(X))


def weights(event, y):
    """Events count by the root of their size, both kinds in all the same."""
    w = np.ones(len(y))
    for e in set(event):
        for l in (0, 1):
            m = (event == e) & (y == l)
            if m.any():
                w[m] = 1 / math.sqrt(m.sum())
    for l in (0, 1):
        w[y == l] /= w[y == l].sum()
    return w * len(y) / 2


def platt(margin, y, w):
    m = LogisticRegression(C=1e6).fit(margin.reshape(-1, 1), y, sample_weight=w)
    a, b = m.coef_[0][0], m.intercept_[0]
    grid = np.linspace(margin.min() * 1.5, margin.max() * 1.5, 41)
    return grid, 1 / (1 + np.exp(-(a * grid + b)))


def error(p, y, w, bins=10):
    """Expected calibration error."""
    out = 0
    for k in range(bins):
        m = (p >= k / bins) & (p < (k + 1) / bins)
        if m.any():
            out += w[m].sum() / w.sum() * abs(np.average(p[m], weights=w[m]) - np.average(y[m], weights=w[m]))
    return out


def posts(path, pheme, out):
    names, ids, X = table(path, 1)
    of = {p["id"]: p for p in map(json.loads, open(pheme))}
    event = np.array([of[i[0]]["event"] for i in ids])
    y = np.array([of[i[0]]["label"] == "rumour" for i in ids]) * 1
    margin = np.zeros(len(y))
    for e in set(event):
        a = event != e
        margin[~a] = Linear().fit(X[a], y[a], weights(event[a], y[a])).margin(X[~a])
    w = weights(event, y)
    grid, prob = platt(margin, y, w)
    p = np.interp(margin, grid, prob)
    print("| PHEME, the event left out | posts | rumours | F1 | F1 of 'always' | macro-F1 | AUC |\n|---|---|---|---|---|---|---|")
    both = [e for e in sorted(set(event)) if min((y[event == e] == l).sum() for l in (0, 1)) >= BIG]
    for name, m in [(e, event == e) for e in both] + [("these together", np.isin(event, both)), ("all seven events", y >= 0)]:
        rate = y[m].mean()
        print(f"| {name} | {m.sum()} | {100 * rate:.0f} % | {f1_score(y[m], p[m] > .5):.3f} | {2 * rate / (1 + rate):.3f} | {f1_score(y[m], p[m] > .5, average='macro'):.3f} | {roc_auc_score(y[m], p[m]):.3f} |")
    print("| published, unseen events (text, author, engagement) | | | .607 | | | |")
    print(f"\nCalibration error of the events left out, both kinds weighted alike: {error(p, y, w):.3f}.")
    text = names.index("followers")
    for what, cols in (("words alone", range(text)), ("author and echo alone", range(text, len(names)))):
        q = np.zeros(len(y))
        for e in set(event):
            a = event != e
            Z = np.full_like(X, np.nan)
            Z[:, list(cols)] = X[:, list(cols)]
            q[~a] = Linear().fit(X[a], y[a], weights(event[a], y[a])).margin(Z[~a])
        q = np.interp(q, grid, prob)
        m = np.isin(event, both)
        print(f"Asked with {what} (the rest unknown): F1 {f1_score(y[m], q[m] > .5):.3f}, AUC {np.mean([roc_auc_score(y[event == e], q[event == e]) for e in both]):.3f}.")
    if out:
        fit = Linear().fit(X, y, w)
        lines = ["vigie-scaled 1"] + [f"feature {n} {a:.6g} {b:.6g} {m:.6g} {s:.6g} {c:.6g}" for n, a, b, m, s, c in
                                      zip(names, fit.low, fit.high, fit.mean, fit.scale, fit.model.coef_[0])]
        lines.append(f"bias {fit.model.intercept_[0]:.6g}")
        lines += [f"knot {g:.6g} {q:.6g}" for g, q in zip(grid, prob)]
        open(f"{out}/post.model", "w").write("\n".join(lines) + "\n")


def grow(X, y, w):
    params = dict(objective="binary:logistic", max_depth=3, eta=0.08, subsample=0.7, colsample_bytree=0.5, min_child_weight=10,
                  reg_lambda=5, nthread=1, seed=1, base_score=0.5, tree_method="hist", max_bin=64)
    return xgb.train(params, xgb.DMatrix(X, y, weight=w), 150)


def dump(booster, names, knots, path):
    out = ["vigie-trees 1"] + [f"feature {n}" for n in names] + ["bias 0"] + [f"knot {m:.6g} {p:.6g}" for m, p in knots]
    for text in booster.get_dump(with_stats=True, dump_format="json"):
        out.append("tree")

        def walk(node):
            """Appends the node and all below it; answers (mean, cover)."""
            if "leaf" in node:
                out.append(f"leaf {node['leaf']:.6g}")
                return node["leaf"], node["cover"]
            at = len(out)
            out.append("")
            child = {c["nodeid"]: c for c in node["children"]}
            low, high = walk(child[node["yes"]]), walk(child[node["no"]])
            cover = low[1] + high[1]
            mean = (low[0] * low[1] + high[0] * high[1]) / cover if cover > 0 else (low[0] + high[0]) / 2
            side = "low" if node["missing"] == node["yes"] else "high"
            out[at] = f"split {int(node['split'][1:])} {node['split_condition']:.9g} {side} {mean:.6g}"
            return mean, cover

        walk(json.loads(text))
    open(path, "w").write("\n".join(out) + "\n")


def trees(path, out):
    names, ids, X = table(path, 3)
    tree = np.array([int(i[0]) for i in ids])
    y = np.array([i[1] != "non-rumor" for i in ids]) * 1
    minutes = np.array([int(i[2]) for i in ids])
    w = np.where(minutes == 0, 2.0, 0.6)
    week = (((tree >> 22) + 1288834974657) // (7 * 86400_000)).astype(int)
    rng = np.random.RandomState(0)
    of_tree = dict(zip(sorted(set(tree)), rng.randint(0, 5, len(set(tree)))))
    of_week = dict(zip(sorted(set(week)), rng.randint(0, 5, len(set(week)))))
    asked = [(15, "15 min", "AUC .810"), (60, "1 h", "AUC .835"), (240, "4 h", "AUC .865"), (0, "whole tree", "AUC .904; F1 .837 on an unseen set")]
    print("| Twitter15, trees, without texts | after | F1 | F1 of 'always' | macro-F1 | AUC | published |\n|---|---|---|---|---|---|---|")
    for title, fold in (("trees apart", np.array([of_tree[t] for t in tree])), ("weeks of the source apart", np.array([of_week[k] for k in week]))):
        margin = np.zeros(len(y))
        for k in range(5):
            a = fold != k
            margin[~a] = grow(X[a], y[a], w[a]).predict(xgb.DMatrix(X[~a]), output_margin=True)
        for at, name, published in asked:
            m = minutes == at
            rate = y[m].mean()
            print(f"| {title} | {name} | {f1_score(y[m], margin[m] > 0):.3f} | {2 * rate / (1 + rate):.3f} | {f1_score(y[m], margin[m] > 0, average='macro'):.3f} | {roc_auc_score(y[m], margin[m]):.3f} | {published} |")
    # Calibrated on the weeks left out, the harder of the two.
    grid, prob = platt(margin, y, w)
    print(f"\nCalibration error, weeks apart: {error(np.interp(margin, grid, prob), y, w):.3f}.")
    if out:
        dump(grow(X, y, w), names, zip(grid, prob), f"{out}/tree.trees")


def main():
    p = argparse.ArgumentParser()
    p.add_argument("posts")
    p.add_argument("trees")
    p.add_argument("pheme")
    p.add_argument("--out")
    a = p.parse_args()
    posts(a.posts, a.pheme, a.out)
    print()
    trees(a.trees, a.out)


main()
