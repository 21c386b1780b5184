"""A bundle of the Open Knowledge Format that is made up, without a fault in it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

ORDERS = """\
---
type: BigQuery Table
title: Orders
description: One row for each order.
resource: https://example.org/tables/orders
generated: {by: agent/1.0, at: 2026-06-20T10:00:00Z}
verified:
  - {by: "human:ada", at: 2026-06-21T10:00:00Z}
status: stable
stale_after: 2030-01-01T00:00:00Z
sources:
  - id: schema
    resource: https://example.org/schema
    title: policies/gone.md
    last_modified: 2026-06-01
  - id: income-policy
    resource: policies/income.md
    title: The policy on income
  - resource: all queries in the project shop
---

# Schema

The amount is net.[^income-policy] The key is the number of the order.[^schema]
It is read by [net income](/metrics/net-income.md).

[^schema]: Where the columns are described.
[^income-policy]: The policy on income.
"""
INCOME = """\
---
type: Metric
title: Net income
description: What is left of the income.
generated: {by: "human:ben", at: 2026-06-20}
verified: {by: "process:nightly", at: 2026-06-22T02:00:00+00:00}
---

It follows [the policy](../policies/income.md), and is computed by
[the computation](../computations/net-income.md).
"""
POLICY = """\
---
type: Policy
title: The policy on income
description: When an order is income.
---

An order is income when it is paid.
"""
COMPUTATION = """\
---
type: Attested Computation
title: Net income of a year
description: How net income is computed.
runtime: bigquery
parameters:
  - {name: year, type: integer, required: true}
executor:
  resource: skills/run.md
  receipt: [job, sql]
attester:
  resource: ../attesters/check.py
sources:
  - id: income-policy
    resource: /policies/income.md
---

# Computation

```sql
SELECT SUM(net_amount) FROM orders
```

As the policy has it.[^income-policy]
"""
SKILL = """\
---
type: Skill
title: Run a query
---

Bind the parameters, and run the query.
"""
BUNDLE: Mapping[str, str] = {
    "index.md": """\
---
okf_version: "0.2"
---

# Folders

* [Metrics](metrics/index.md) - what we measure
* [Tables](tables/)
* [Computations](computations/net-income.md)
* [Policies](policies/income.md)
* [Skills](skills/run.md)
""",
    "log.md": """\
# Log

## 2026-06-21

* **Verified** the table of orders.

## 2026-06-20

* **Created** the bundle.
""",
    "metrics/index.md": "# Metric\n\n* [Net income](net-income.md) - What is left of the income.\n",
    "tables/orders.md": ORDERS,
    "metrics/net-income.md": INCOME,
    "policies/income.md": POLICY,
    "computations/net-income.md": COMPUTATION,
    "skills/run.md": SKILL,
    "attesters/check.py": "print('as it should be')\n",
}


def write(root: Path, files: Mapping[str, str], **changes: str | None) -> Path:
    """Write files below a root, with other texts for some; ``None`` leaves a file out."""
    for path, text in {**files, **changes}.items():
        if text is not None:
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text, "utf-8", newline="\n")
    return root
