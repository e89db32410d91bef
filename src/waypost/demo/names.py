"""Names for the people around the cast: many languages, long and short, with marks and without."""

from __future__ import annotations

import re
import unicodedata
from random import Random

GIVEN = ["Aarav", "Aisha", "Akira", "Alejandra", "Amara", "Ananya", "Anders", "Anneke", "Arjun", "Astrid", "Ayasha", "Beatriz", "Bogdan", "Camille", "Carlos", "Ciara", "Dagny", "Daniela", "Deepa", "Diego", "Dmitri", "Ebba", "Ekene", "Elif", "Elena", "Emre", "Esra", "Fatima", "Felix", "Freya", "Gabriel", "Georgi", "Hassan", "Helena", "Hiroshi", "Ifeoma", "Ilse", "Imani", "Ines", "Ioana", "Isak", "Ivana", "Jakub", "Jasmin", "Johanna", "Joon", "Kaito", "Kamala", "Katarzyna", "Khalid", "Klara", "Laszlo", "Leila", "Liam", "Linh", "Lucia", "Magnus", "Maja", "Mateo", "Matilda", "Mei", "Meera", "Mihai", "Miriam", "Mohammed", "Nadia", "Naoki", "Nils", "Nkechi", "Noor", "Oisin", "Olga", "Omari", "Paloma", "Pavel", "Priya", "Quang", "Rafael", "Rania", "Ravi", "Renata", "Sade", "Sanna", "Sergei", "Shirin", "Sigrid", "Sofia", "Soren", "Tamar", "Tao", "Thandiwe", "Thiago", "Tomasz", "Tuuli", "Uma", "Valentina", "Viktor", "Wei", "Xiomara", "Yara", "Yusuf", "Zainab", "Zofia"]
FAMILY = ["Abara", "Aldana", "Almeida", "Andersson", "Antonescu", "Bakker", "Banerjee", "Barros", "Berg", "Bianchi", "Bielak", "Boateng", "Borg", "Brandt", "Castillo", "Chaudhry", "Chen", "Costa", "Dahl", "Dimitrov", "Dlamini", "Doyle", "Eze", "Falk", "Farkas", "Fernandes", "Fontaine", "Fujii", "Garcia", "Ghorbani", "Greco", "Gupta", "Haas", "Halvorsen", "Hoang", "Ibrahim", "Ito", "Iyer", "Jansen", "Jovanovic", "Kaya", "Keller", "Kim", "Kiplagat", "Kowalski", "Kruger", "Kuznetsov", "Lam", "Larsen", "Lopes", "Lund", "Maas", "Mahlangu", "Malik", "Marin", "Mbeki", "Medina", "Meyer", "Molina", "Moreau", "Murphy", "Nakamura", "Nguyen", "Nowak", "Nyberg", "Obi", "Okeke", "Olsen", "Ortega", "Ozturk", "Papadopoulos", "Park", "Patel", "Pereira", "Petrov", "Pham", "Popescu", "Qureshi", "Rahman", "Ramos", "Reyes", "Rossi", "Ryan", "Sato", "Schmid", "Sharma", "Silva", "Singh", "Soto", "Stoica", "Suzuki", "Szabo", "Tanaka", "Tran", "Ueda", "Vance", "Varga", "Vega", "Virtanen", "Vos", "Wang", "Weber", "Yilmaz", "Zhang"]


def names(random: Random, *, taken: frozenset[str] = frozenset()) -> list[str]:
    """Every pair of names once, in an order that the seed decides; none of `taken`."""
    pairs = [f"{given} {family}" for given in GIVEN for family in FAMILY]
    random.shuffle(pairs)
    return [name for name in pairs if name not in taken]


def address(name: str, domain: str) -> str:
    """An e-mail address from a name: letters without marks, joined by dots."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return f"{re.sub(r'[^a-z]+', '.', plain).strip('.')}@{domain}"
