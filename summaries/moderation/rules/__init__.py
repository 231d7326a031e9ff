"""Rules that look at new public texts and do nothing but report them."""

from .trying import Hit, switch_off, switch_on, trial
from .watching import watch

__all__ = ["Hit", "switch_off", "switch_on", "trial", "watch"]
