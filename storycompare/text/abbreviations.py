"""Abbreviations of news English, by what may follow their stop."""

TITLES = frozenset(
    "adj adm amb asst atty brig capt card cdr cllr cmdr col cpl dep det dir dr drs ens esq fr ft gen gens gov govs hon insp "
    "lt ltc maj messrs mme mlle mr mrs ms msgr mt pfc pres prof profs pvt rep reps res rev rt sen sens sgt spc st ste supt "
    "treas vs v no nos nr sect sec art arts p pp fig figs ch vol vols ed eds approx ca cf al e.g i.e viz resp est op cit dept "
    "div ext tel mdm ald dist para paras mio mrd dra sra dott sig dhr mevr bijv ul ee κ г ул д डॉ".split()
)
"""Never the end of a sentence before a capital or a figure: a name or a number follows. Some are of other languages."""

WORDS_TOO = frozenset(
    "no art fig ed est pop mar sun sat wed man miss mass wash ill la pa ore del ind ga max min rep col cap gen sec div int".split()
)
"""Abbreviations that are words as well: in lower case they are the word, unless a figure follows."""

STREETS = frozenset("dr st".split())
"""Titles before a name, streets after one."""

STATES = frozenset(
    "ala ariz ark calif colo conn del fla ga ill ind kan ky la md mass mich minn miss mo mont neb nev okla ore pa tenn tex vt "
    "va wash wis wyo n.h n.j n.m n.y n.c n.d s.c s.d r.i w.va d.c b.c ont que sask alta man".split()
)
"""After a comma ("Harlow, Ont.") they end a sentence when a capital follows: within one, news style sets another comma."""

OTHERS = frozenset(
    "inc corp co cos ltd llc llp plc jr sr bros etc assn assoc ave blvd rd bldg hwy pl sq jan feb mar apr jun jul aug sept "
    "sep oct nov dec mon tue tues wed thu thur thurs fri sat sun u.s u.k u.n e.u u.a.e u.s.s.r a.m p.m ph.d m.d b.a m.a m.b.a "
    "j.d d.d.s r.n gop dem min max hr hrs mins secs ft lb lbs oz km mph yr yrs a.k.a n.b mfg intl natl univ".split()
)
"""Either: the end only where the next word is one that opens sentences."""

OPENERS = frozenset(
    "the a an this that these those it he she they we i you his her its their our my in on at by for from with as but and or "
    "so if when while after before since until although though because however meanwhile instead both several some many most "
    "few no not nobody none nothing there here then now what why how who where which one two three four five six seven eight "
    "nine ten all each every another other others once neither either earlier later last next under during among about over "
    "despite officials police yet still also according".split()
)
"""Words that open sentences and, with a capital, seldom stand inside one."""

DAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thurs fri sat sun january february march "
    "april may june july august september october november december est edt cst cdt mst mdt pst pdt gmt bst cet utc et ct pt "
    "eastern central pacific".split()
)
"""What goes on after a clock time: "11 p.m. Tuesday"."""

ORDINALS = frozenset("januar februar märz april mai juni juli august september oktober november dezember jahrhundert jahrhunderts".split())
"""German words that a figure with a stop counts: "am 3. Mai"."""

PARTICLES = frozenset("van von de der den del della di da dos du la le al el bin ibn ten ter".split())
"""Small words that open a name, and with it sometimes a sentence."""

SPEECH = "|".join(
    "said says asked asks shouted cried wondered demanded added wrote writes told yelled screamed replied recalled joked exclaimed "
    "tweeted posted called".split()
)
"""Verbs that hang a quotation's speaker on after its mark."""
