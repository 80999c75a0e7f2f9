"""Outcomes, reasons and questions of the self-check in words; none of them is a verdict."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from estates.licensing.asking import Ask
from estates.licensing.self_check import Outcome, Reason, Term

OUTCOMES: Mapping[Outcome, LazyString] = {
    # Translators: of a published statement and a project
    Outcome.CONCERNS: _l("May concern it"),
    Outcome.CANNOT_TELL: _l("Cannot be told"),
    Outcome.DOES_NOT: _l("Does not concern it"),
}
TERMS: Mapping[Term, LazyString | str] = {
    Term.EXPORTABLE: _l("Product that can be exported"),
    Term.EXPORT_ORIENTED: _l("Export-oriented industry"),
    Term.KNOWLEDGE_BASED: _l("Knowledge-based"),
    Term.JOB_CREATING: _l("Job-creating"),
    Term.CLEAN: _l("Clean or non-polluting"),
    Term.LOW_WATER: _l("Low-water"),
    Term.ADVANCED: _l("Advanced"),
    Term.CLIMATE: _l("Suits the climate of Qom"),
    Term.IN_ESTATES: _l("In the industrial estates"),
    Term.BRAND: _l("Share exported"),
    Term.STAFF: _l("Staff"),
    Term.PLACE: _l("Place of the project"),
    Term.EXPORT_INCOME: _l("Income from exports"),
    Term.UNASKED: "",
}
REASONS: Mapping[Reason, LazyString] = {
    Reason.EXPORTS: _l(
        "You say that %(share)s of the output is exported. How much is enough is not published."
    ),
    Reason.HAS_INCOME: _l(
        "You say that %(share)s of the output is exported; the source speaks of the income from"
        " such exports."
    ),
    Reason.INCOME_UNSAID: _l("You have not said whether anything is exported."),
    Reason.EXPORTED_BEFORE: _l(
        "You say that the product has been exported before. The sources do not make that a"
        " condition."
    ),
    Reason.NAMES_MARKETS: _l("You name target markets. The statement names none."),
    Reason.GROUP_EXPORTED: _l(
        "A source names your group of goods among the exports of Qom. That is no criterion."
    ),
    Reason.EXPORTS_NOTHING: _l("You say that nothing is exported."),
    Reason.NOTHING_YET: _l(
        "You say that nothing is exported. When a product counts as one that can be exported is"
        " not published."
    ),
    Reason.EXPORT_UNSAID: _l(
        "You have not said how much is exported, and no source says how much is enough."
    ),
    Reason.CERTIFIED: _l("You say that the company or product is certified as knowledge-based."),
    Reason.APPLIED: _l(
        "You have applied for certification. Whether an application is enough is not published."
    ),
    Reason.NOT_CERTIFIED: _l("You say that there is no certification as knowledge-based."),
    Reason.CERTIFICATE_UNSAID: _l("You have not said whether there is a certification."),
    Reason.MAKES_JOBS: _l(
        "You say that it creates %(jobs)s direct jobs. How many are enough is not published."
    ),
    Reason.NO_JOBS: _l("You say that it creates no direct jobs."),
    Reason.JOBS_UNSAID: _l("You have not said how many direct jobs it creates."),
    Reason.CLASS_WRITTEN: _l(
        "You wrote the environmental class. Which classes count as clean is not published."
    ),
    Reason.CLASS_UNSAID: _l(
        "The environmental class of the project is not given, and the statement does not define"
        " “clean”."
    ),
    Reason.WATER_GIVEN: _l(
        "You say that it uses %(water)s of water. No ceiling for low water use is published, so"
        " that the number alone settles nothing."
    ),
    Reason.WATER_UNSAID: _l(
        "You have not said how much water it uses, and no ceiling is published."
    ),
    Reason.UNDEFINED: _l("The source does not define it, and no answer can settle it."),
    Reason.IN_ESTATE: _l("You want an industrial estate; the statement speaks of these."),
    Reason.OTHER_KIND: _l(
        "The statement speaks of industrial estates. Whether it covers the kind of place that you"
        " want is not said."
    ),
    Reason.OUTSIDE: _l("The statement speaks of industrial estates; you want a place outside."),
    Reason.SITE_UNSAID: _l("You have not said where you want the project."),
    Reason.SHARE_UNSAID: _l(
        "You have not said how much is exported; the source speaks of at least %(least)s."
    ),
    Reason.SHARE_REACHED: _l(
        "You say that %(share)s of the output is exported; the source speaks of at least"
        " %(least)s, made under the brand of a foreign company."
    ),
    Reason.SHARE_BELOW: _l(
        "You say that %(share)s of the output is exported; the source speaks of at least %(least)s"
        " of the branded goods."
    ),
    Reason.NO_FOREIGN_CAPITAL: _l(
        "The source speaks of a foreign company; you say that there is no foreign capital."
    ),
    Reason.STAFF_ABOVE: _l(
        "You say that it creates %(jobs)s direct jobs; the source speaks of companies with more"
        " than %(staff)s employees whose staff grows."
    ),
    Reason.STAFF_BELOW: _l(
        "You say that it creates %(jobs)s direct jobs; the source counts all employees of the"
        " company, and speaks of more than %(staff)s."
    ),
    Reason.PLACE_GIVEN: _l(
        "The source ties the length of the period to the place and leaves out some places near"
        " cities. What holds for yours is for a lawyer to say."
    ),
    Reason.NO_QUESTION: _l("No question of the self-check bears on it."),
}
ASKS: Mapping[Ask, LazyString] = {
    Ask.SHARE: _l("What share of the output has to be exported?"),
    Ask.PROOF: _l("What proof of exports is required?"),
    Ask.SOONER: _l("How much sooner is a licence with priority issued?"),
    Ask.KINDS: _l("Does the priority also hold in industrial zones and private estates?"),
    Ask.WATER: _l("Up to what use of water does a project count as low-water?"),
    Ask.OWN_CLASS: _l("Which environmental class does the project have in the siting criteria?"),
    Ask.CLEAN: _l("Which environmental classes count as clean or non-polluting?"),
    Ask.CERTIFICATE: _l(
        "What proof of being knowledge-based is required, and does an application count?"
    ),
    Ask.JOBS: _l("From how many jobs on does a project count as job-creating?"),
    Ask.ADVANCED: _l("When does a project count as advanced?"),
    Ask.CLIMATE: _l("How is it judged whether a project suits the climate of Qom?"),
}
