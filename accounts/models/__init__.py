"""The nouns of people: who they are, what they are told, what is mailed to them."""

from .invitation import Invitation
from .mail import MailChoice, OutgoingMail
from .notice import Notice
from .notification import Mute, Notification
from .suspension import Suspension
from .token import Token
from .user import User

__all__ = [
    "Invitation",
    "MailChoice",
    "Mute",
    "Notice",
    "Notification",
    "OutgoingMail",
    "Suspension",
    "Token",
    "User",
]
