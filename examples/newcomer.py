# %% pip install httpx pandas, and a Jumelles at work: jumelles load corpus && jumelles serve
import os
import httpx
import pandas as pd

base, path, rows = os.environ.get("JUMELLES_URL", "http://127.0.0.1:8000"), "/v1/partnerships?limit=1000", []
while path:  # a list says where it goes on
    page = httpx.get(base + path, timeout=30).raise_for_status().json()
    path, rows = page["next"], rows + page["value"]
parties = pd.DataFrame([{"partnership": row["id"], **party} for row in rows for party in row["parties"]])
abroad = parties[(parties.role == "party") & (parties.country != "FR")].groupby("country").partnership.nunique()
top = abroad.sort_values(ascending=False, kind="stable").head(12)
bar = '<g transform="translate(0 {y})"><text y="13">{name}</text><rect x="34" width="{w}" height="16" fill="#2A9489"/><text x="{x}" y="13">{n}</text></g>'
bars = "".join(bar.format(y=22 * i, name=name, n=n, w=300 * n / top.max(), x=40 + 300 * n / top.max()) for i, (name, n) in enumerate(top.items()))
open("partners.svg", "w").write(f'<svg xmlns="http://www.w3.org/2000/svg" width="400" height="{22 * len(top)}" font-family="sans-serif" font-size="13">{bars}</svg>')
