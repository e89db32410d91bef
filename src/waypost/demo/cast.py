"""The cast: the named people of the documentation, the demo and the tests, and those who work around them."""

from __future__ import annotations

from dataclasses import dataclass

DOMAIN = "northwind.example"
TEAMS: tuple[tuple[str, str], ...] = (
    ("payments", "Payments"),
    ("search", "Search"),
    ("fulfilment", "Fulfilment"),
    ("platform", "Platform"),
    ("data", "Data"),
    ("security", "Identity and security"),
    ("mobile", "Mobile"),
    ("storefront", "Storefront"),
)


@dataclass(frozen=True, slots=True)
class Introduction:
    """Who somebody of the cast is, for the page and the terminal where one chooses whom to be."""

    key: str
    name: str
    says: str

    @property
    def email(self) -> str:
        """Their address; example domains never reach anybody."""
        return f"{self.key}@{DOMAIN}"


INTRODUCTIONS: tuple[Introduction, ...] = (
    Introduction("ada", "Ada Okafor", "Senior Engineer in Payments, on the way to Staff"),
    Introduction("ben", "Ben Lindqvist", "her manager"),
    Introduction("chen", "Chen Wei", "Staff Engineer in Search, a technical panellist"),
    Introduction("dana", "Dana Novak", "Principal Engineer, facilitates and calibrates"),
    Introduction("eli", "Eli Marsh", "product, on strategic panels"),
    Introduction("femi", "Femi Adeyemi", "design, on strategic panels"),
    Introduction("gul", "Gül Demir", "finance, on strategic panels"),
    Introduction("hana", "Hana Kato", "people operations, runs the cycle"),
    Introduction("ivo", "Ivo Horvat", "VP Engineering, decides"),
    Introduction("jun", "Jun Park", "engineer in Search, writes as a peer"),
    Introduction("kim", "Kim Reyes", "customer success, confirms a claim"),
    Introduction("kofi", "Kofi Mensah", "owns the framework"),
    Introduction("lena", "Lena Fischer", "engineer elsewhere, sees none of it"),
    Introduction("rosa", "Rosa Delgado", "manager in Search, owns the framework with Kofi"),
    Introduction("omar", "Omar Haddad", "runs this installation, sees no content"),
)


@dataclass(frozen=True, slots=True)
class Post:
    """Where somebody of the cast stands today, since when, and what they were before (newest last)."""

    key: str
    name: str
    team: str
    manager: str
    function: str
    joined_months_ago: int
    levels: tuple[tuple[int, str], ...] = ()  # (months ago, level key), oldest first
    title: str = ""
    left_months_ago: int | None = None


POSTS: tuple[Post, ...] = (
    Post("ivo", "Ivo Horvat", "platform", "", "engineering", 70, ((70, "vp"),)),
    Post(
        "dana",
        "Dana Novak",
        "platform",
        "ivo",
        "engineering",
        62,
        ((62, "staff"), (38, "senior-staff"), (14, "principal")),
    ),
    Post("kofi", "Kofi Mensah", "platform", "ivo", "engineering", 55, ((55, "manager"), (26, "senior-manager"))),
    Post("ben", "Ben Lindqvist", "payments", "ivo", "engineering", 48, ((48, "senior"), (31, "manager"))),
    Post("ada", "Ada Okafor", "payments", "ben", "engineering", 44, ((44, "engineer"), (20, "senior"))),
    Post("chen", "Chen Wei", "search", "rosa", "engineering", 52, ((52, "senior"), (26, "staff"))),
    Post("jun", "Jun Park", "search", "rosa", "engineering", 30, ((30, "engineer"), (14, "senior"))),
    Post("lena", "Lena Fischer", "mobile", "tariq", "engineering", 27, ((27, "engineer"), (8, "senior"))),
    Post(
        "mia",
        "Mia Rossi",
        "data",
        "wanjiru",
        "engineering",
        40,
        ((40, "engineer"), (26, "senior")),
        left_months_ago=3,
    ),
    Post("rosa", "Rosa Delgado", "search", "ivo", "engineering", 58, ((58, "senior"), (38, "manager"))),
    Post("tariq", "Tariq Aziz", "mobile", "ivo", "engineering", 46, ((46, "senior"), (20, "manager"))),
    Post("wanjiru", "Wanjiru Kamau", "data", "ivo", "engineering", 50, ((50, "senior"), (32, "manager"))),
    Post("petra", "Petra Svoboda", "fulfilment", "ivo", "engineering", 49, ((49, "manager"),)),
    Post("samir", "Samir Nair", "security", "ivo", "engineering", 41, ((41, "manager"),)),
    Post("grace", "Grace Oduya", "storefront", "ivo", "engineering", 37, ((37, "manager"),)),
    Post("uma", "Uma Sato", "mobile", "tariq", "engineering", 51, ((51, "staff"), (20, "senior-staff"))),
    Post("sana", "Sana Iqbal", "security", "samir", "engineering", 43, ((43, "senior-staff-specialist"),)),
    Post("ravi", "Ravi Menon", "data", "wanjiru", "engineering", 57, ((57, "staff"), (26, "senior-staff"))),
    Post("wim", "Wim Bakker", "storefront", "grace", "engineering", 38, ((38, "principal-strategic"),)),
    Post("eli", "Eli Marsh", "search", "", "product", 45, title="Product Manager"),
    Post("femi", "Femi Adeyemi", "storefront", "", "design", 39, title="Product Designer"),
    Post("gul", "Gül Demir", "data", "", "business", 51, title="Finance Partner"),
    Post("kim", "Kim Reyes", "fulfilment", "", "business", 33, title="Customer Success Lead"),
    Post("hana", "Hana Kato", "platform", "", "people", 47, title="People Operations"),
    Post("omar", "Omar Haddad", "platform", "", "people", 36, title="Systems Administrator"),
)
