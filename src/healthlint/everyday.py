"""Words that everybody knows: those of Dale and Chall, and those that everyday talk of health has added since."""

from __future__ import annotations

from functools import cache

from healthlint.readability import dale_chall_words

# Dale and Chall asked fourth-graders of 1948 and 1984. What follows are words that health writing for the public leaves
# unexplained (NHS A to Z of health writing, CDC Everyday Words, MedlinePlus): parts and states of the body, care, daily
# life, and the plain words that those guides put in the place of harder ones.
_SINCE = frozenset(
    """
    health healthy unhealthy doctor nurse hospital clinic surgery surgeon medicine medicines medical drug drugs tablet
    pill dose pharmacy pharmacist dentist midwife therapist therapy treatment treat treatable patient carer caregiver
    disease illness condition symptom sign infection infect infectious virus germ bacteria bug injury wound bleeding
    pain painful ache cramp itch itchy itching rash swelling swollen soreness fever cough vomit vomiting nausea dizzy
    dizziness tired tiredness fatigue weakness numb numbness breathless breathing faint headache toothache earache
    stomachache diarrhoea diarrhea constipation bowel bladder stomach gut liver kidney lung heart brain nerve muscle
    joint spine skull rib hip elbow ankle wrist thigh womb vagina penis breast nipple testicle artery vein vessel blood
    cell gene hormone skin scalp eyelid eyesight hearing tongue gum jaw throat windpipe allergy allergic asthma arthritis
    cancer tumour tumor stroke diabetes cholesterol insulin pressure sugar vitamin protein calcium calorie fibre fiber
    nutrient diet dietary obesity overweight underweight exercise physical mental emotional stress stressful anxiety
    anxious depression depressed depressing mood memory dementia addiction alcohol alcoholic nicotine tobacco cannabis
    caffeine sex sexual sexually pregnancy pregnant birth newborn infant toddler teen teenager teenage adult adulthood
    elderly parent partner menopause period periods abortion miscarriage contraception condom vaccine vaccination
    antibiotic painkiller aspirin paracetamol ibuprofen inhaler scan x-ray ray test tests testing screening sample
    checkup check-up appointment referral emergency ambulance operation transplant injection inject drip needle bandage
    plaster wheelchair disability disabled disorder risk risky harm harmful harmless safe safety unsafe benefit effect
    effects effective ineffective side-effect side-effects effectively cause prevent prevention protect protection
    reduce increase decrease improve improvement recover recovery relieve relief heal healing cure control manage
    support advice advise information research researcher researchers study studies scientist scientists evidence
    result results review question questions option options choice choices decide decision problem problems serious
    severe mild moderate normal abnormal common uncommon rare rarely usual unusual usually likely unlikely possible
    possibly probable chance average percent per rate number amount level levels range similar different difference
    differences compare compared comparing comparison include included includes including involve involved involving
    develop developed develops developing development affect affected affects affecting area areas age aged group
    groups process type types major minor main mainly overall current currently recent recently previous previously
    available especially specific certain several various whether however although though therefore because despite
    within without during according instead otherwise contact avoid continue contain containing container consider
    provide provided provides providing require required requires activity activities active community environment
    society social culture family relationship daily weekly monthly yearly annual regular regularly
    gradually sudden suddenly immediate immediately eventually temporary permanent expert experts
    professional professionals specialist consultant therapy therapies counselling counseling counsellor counselor
    service services insurance cost costs website online internet email phone computer video app media smartphone
    human humans male female gender ethnic population person persons individual personal experience experiences
    function functions functioning organ organs tissue tissues bone bones hygiene clean infected poison poisoning
    overdose dangerous reaction reactions response respond immune system systems energy oxygen acid
    fluid fluids saliva urine urinate poo pee sweat sweating mucus phlegm pus clot clots clotting lump bump bruise
    sunburn sunscreen blister sore ulcer wart mole eczema acne pimple hay-fever flu influenza measles mumps malaria
    pneumonia tuberculosis hiv aids covid coronavirus chickenpox shingles tetanus polio hepatitis herpes
    """.split()
)

_ENDINGS = (
    ("'s", ("",)), ("ies", ("y",)), ("es", ("", "e")), ("s", ("",)), ("ied", ("y",)), ("ed", ("", "e")),
    ("ing", ("", "e")), ("ier", ("y",)), ("er", ("", "e")), ("iest", ("y",)), ("est", ("", "e")), ("ily", ("y",)),
    ("ly", ("",)), ("ness", ("",)), ("less", ("",)), ("ful", ("",)),
)  # fmt: skip
"""Endings under which an everyday word stays one, and what stands in their place in the list."""


@cache
def is_everyday(word: str) -> bool:
    """Whether a word in lower case, or the word it is a form of, is one that everybody knows."""
    known = _words()
    word = word.replace("’", "'")
    if word in known or any(stem in known for stem in _stems(word)):
        return True
    parts = word.replace("/", "-").split("-")
    return len(parts) > 1 and all(map(is_everyday, filter(None, parts)))


def _stems(word: str) -> list[str]:
    stems = []
    for ending, replacements in _ENDINGS:
        if word.endswith(ending):
            stem = word[: -len(ending)]
            stems += [stem + replacement for replacement in replacements]
            if len(stem) > 2 and stem[-1] == stem[-2]:
                stems.append(stem[:-1])
    return stems


@cache
def _words() -> frozenset[str]:
    return dale_chall_words() | _SINCE
