"""The nouns of people: who they are, what they are told, what is mailed to them."""

from .disposable import DisposableDomain
from .invitation import Invitation
from .letter import Letter
from .mail import MailChoice, OutgoingMail
from .notice import Notice
from .notification import Mute, Notification
from .origin import SignUpOrigin
from .suspension import Suspension
from .token import Token
from .user import User

__all__ = [
    "DisposableDomain",
    "Invitation",
    "Letter",
    "MailChoice",
    "Mute",
    "Notice",
    "Notification",
    "OutgoingMail",
    "SignUpOrigin",
    "Suspension",
    "Token",
    "User",
]
