"""Names in scripts that put the family first and no blank behind it."""

import re

_HAN = r"\u2e80-\u2fdf\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_KANA = r"\u3040-\u30ff\u31f0-\u31ff\uff66-\uff9f"
_HANGUL = r"\u1100-\u11ff\uac00-\ud7af"
_EAST = re.compile(rf"[{_HAN}{_KANA}{_HANGUL}\s·・]+")
_HAN_ONLY = re.compile(rf"[{_HAN}]+")
_HANGUL_ONLY = re.compile(rf"[{_HANGUL}]+")
_DOUBLE_NAMES = (
    "欧阳 歐陽 司马 司馬 上官 诸葛 諸葛 东方 東方 皇甫 尉迟 尉遲 公孙 公孫 慕容 令狐 宇文 "
    "长孙 長孫 司徒 司空 夏侯 端木 申屠 南宫 南宮 独孤 獨孤 남궁 황보 제갈 사공 선우 독고 "
    "서문 동방"
)
_DOUBLE = frozenset(_DOUBLE_NAMES.split())


def is_eastern(name: str) -> bool:
    """Whether the name is in Chinese, Japanese or Korean script and nothing else."""
    return bool(name.strip()) and bool(_EAST.fullmatch(name))


def family_of(name: str) -> str:
    """The family name in front of an eastern name; "" where nobody can tell.

    Without a blank: two signs or three in Han or Hangul begin with a family name of one sign,
    unless they begin with one of the few of two. Four Han signs may be Japanese.
    """
    words = name.split()
    if len(words) > 1:
        return words[0]
    if name[:2] in _DOUBLE and len(name) > 2:
        return name[:2]
    is_known = _HAN_ONLY.fullmatch(name) or _HANGUL_ONLY.fullmatch(name)
    return name[:1] if is_known and len(name) in (2, 3) else ""
