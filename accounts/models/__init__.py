"""The nouns of people: who they are, what they are told, what is mailed to them."""

from .invitation import Invitation
from .mail import MailChoice, OutgoingMail
from .notification import Mute, Notification
from .token import Token
from .user import User

__all__ = ["Invitation", "MailChoice", "Mute", "Notification", "OutgoingMail", "Token", "User"]
