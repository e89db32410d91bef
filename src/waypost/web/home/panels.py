"""Who will judge a case, in sentences: the framework's panel policy, counted for one level. Pure."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from waypost.framework.schema import Framework, Kind, Level, Panel, SeatKind
from waypost.web.home.words import listed, number, sentence


def panel_sentences(framework: Framework, *, level: Level | None) -> tuple[str, ...]:
    """Each panel with the criteria it rates at `level` (at any level when None), who leads, who decides."""
    policy = framework.panels
    rating = [says for panel in (policy.technical, policy.strategic) if (says := _panel(framework, panel, level=level))]
    sealed = (_("Each does so alone, and reads no other review before the last is in."),) if rating else ()
    return (*rating, *sealed, *_room(policy.facilitator), *_raters(framework), _decides(policy.decides))


def seats_in_words(panel: Panel) -> str:
    """Who sits: "three engineers", "one person each from product, business and design"."""
    partners = {SeatKind.PRODUCT: _("product"), SeatKind.BUSINESS: _("business"), SeatKind.DESIGN: _("design")}
    words = [_engineers(kind, count) for kind, count in panel.seats if kind not in partners]
    single = [partners[kind] for kind, count in panel.seats if kind in partners and count == 1]
    several = [(partners[kind], count) for kind, count in panel.seats if kind in partners and count > 1]
    if len(single) == 1:
        words.append(_("one person from %s") % single[0])
    elif single:
        words.append(_("one person each from %s") % listed(single))
    words += [_("%(n)s people from %(what)s") % {"n": number(count), "what": what} for what, count in several]
    return listed(words)


def kinds_in_words(kinds: tuple[Kind, ...]) -> str:
    """ "technical", "strategic and people"."""
    titles = {Kind.TECHNICAL: _("technical"), Kind.STRATEGIC: _("strategic"), Kind.PEOPLE: _("people")}
    return listed([titles[kind] for kind in kinds])


def criteria_judged(framework: Framework, panel: Panel, *, level: Level | None) -> int:
    """How many criteria the panel rates at `level`, or in the whole framework."""
    asked = framework.criteria_at(level.key) if level is not None else framework.criteria
    return sum(1 for criterion in asked if framework.dimension_of(criterion.key).kind in panel.judges)


def _panel(framework: Framework, panel: Panel, *, level: Level | None) -> str:
    count, who = criteria_judged(framework, panel, level=level), seats_in_words(panel)
    if not count or not who:
        return ""
    people = sum(seats for _kind, seats in panel.seats)
    band = _(" at or above the band in question") if panel.at_or_above is not None else ""
    rates = ngettext("%(who)s%(band)s rates %(what)s.", "%(who)s%(band)s rate %(what)s.", people)
    criteria = ngettext("%(n)s %(kinds)s criterion", "%(n)s %(kinds)s criteria", count)
    what = criteria % {"n": number(count), "kinds": kinds_in_words(panel.judges)}
    return sentence(rates % {"who": who, "band": band, "what": what})


def _engineers(kind: SeatKind, count: int) -> str:
    if kind is SeatKind.ENGINEER:
        return ngettext("one engineer", "%(n)s engineers", count) % {"n": number(count)}
    return ngettext("one engineering leader", "%(n)s engineering leaders", count) % {"n": number(count)}


def _room(facilitator: Panel) -> tuple[str, ...]:
    who = seats_in_words(facilitator)
    if not who:
        return ()
    people = sum(seats for _kind, seats in facilitator.seats)
    says = ngettext(
        "%(who)s leads the calibration and rates nothing.", "%(who)s lead the calibration and rate nothing.", people
    )
    return (sentence(says % {"who": who}),)


def _raters(framework: Framework) -> tuple[str, ...]:
    if not framework.process.names_raters:
        return ()
    return (_("The calibration room may read who gave which rating; the candidate and their manager never do."),)


def _decides(kind: SeatKind) -> str:
    who = {
        SeatKind.ENGINEERING_LEADER: _("Engineering leadership decides and gives reasons."),
        SeatKind.ENGINEER: _("An engineer decides and gives reasons."),
        SeatKind.PRODUCT: _("Product decides and gives reasons."),
        SeatKind.BUSINESS: _("The business decides and gives reasons."),
        SeatKind.DESIGN: _("Design decides and gives reasons."),
    }
    return who[kind]
