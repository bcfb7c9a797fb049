"""Texts that have run script, left their element or upset a page somewhere."""

from __future__ import annotations

HOSTILE = (
    "<script>alert(1)</script>",
    "</script><script>alert(2)</script>",
    "<img src=x onerror=alert(3)>",
    '<a href="javascript:alert(4)">href</a>',
    "javascript:alert(5)//href",
    '" onmouseover="alert(6)" x="',
    "' onfocus='alert(7)' autofocus='",
    "{{ 7 * 7 }}{% raw %}${alert(8)}`",
    "<!--<script>",
    "]]><svg onload=alert(9)>",
    "line\u2028separator\u2029alert(10)",
    "\u202egnirts desrever\u202c",
    "&lt;b&gt; &amp; &#x3c;script&#x3e;alert(11)&#x3c;/script&#x3e;",
    "</style><style>body{display:none}</style>",
    "__proto__",
    "a" * 400,
    "\\u003cscript\\u003ealert(12)\\u003c/script\\u003e",
    "https://evil.example/x.png",
)
