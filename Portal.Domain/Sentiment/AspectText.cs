using System.Collections.Frozen;
using Portal.Domain.Language;

namespace Portal.Domain.Sentiment;

/// <summary>What a word does in a sentence, as far as lists of English words tell.</summary>
internal enum WordRole
{
    /// <summary>Anything that may be the name of something.</summary>
    Name,

    /// <summary>The, its, my.</summary>
    Determiner,

    /// <summary>It, they, who.</summary>
    Pronoun,

    /// <summary>Is, feels, turned out.</summary>
    Being,

    /// <summary>Very, a bit, really; also helping verbs, which may stand between a name and its verb.</summary>
    Degree,

    /// <summary>Of, in, with.</summary>
    Preposition,

    /// <summary>And, or.</summary>
    And,

    /// <summary>Not, never.</summary>
    Negation,

    /// <summary>Makes, kept, when: ends a name.</summary>
    Other,

    /// <summary>A word that judges.</summary>
    Opinion,

    /// <summary>A word in the middle of a phrase that judges.</summary>
    WithinOpinion,
}

/// <summary>A text's words with their roles and the places where it breaks.</summary>
internal sealed class AspectText
{
    /// <summary>Marks at which a thought ends.</summary>
    public const string Marks = ".!?;:\n()–—";

    private static readonly FrozenDictionary<string, WordRole> Roles = Listed(
        (WordRole.Determiner, "the its it’s a an this that these those their his her my our your some any every each all both such another no"),
        (WordRole.Pronoun, "i you he she it they we me him them us who which that what there everyone everybody nobody someone everything nothing something anything one ones itself myself"),
        (WordRole.Being, "is was are were be been being am feel feels felt look looks looked sound sounds sounded seem seems seemed get gets got become becomes became remain remains remained stay stays stayed taste tastes tasted smell smells smelled smelt read reads turned turns came comes isn't isn’t wasn't wasn’t aren't aren’t weren't weren’t"),
        (WordRole.Degree, "very really so quite pretty absolutely utterly extremely incredibly totally completely fairly rather somewhat slightly just simply truly far too also still always often usually sometimes mostly mainly especially particularly as more most less least much even only bit little almost nearly way super ever out across off do does did doesn't doesn’t didn't didn’t don't don’t has have had can could would will should may might must can't can’t couldn't couldn’t won't won’t wouldn't wouldn’t hasn't hasn’t haven't haven’t hadn't hadn’t soon later again genuinely consistently constantly generally honestly actually overall surprisingly occasionally frankly sadly thankfully again never"),
        (WordRole.Preposition, "of in on at for with from to by about into through throughout during between after before over under behind without within beyond around towards toward near until till since like than except despite"),
        (WordRole.And, "and or plus nor"),
        (WordRole.Other, "but yet however though although while whereas because if when where whenever once unless whether then how why make makes made making keep keeps kept give gives gave go goes went take takes took let lets put puts want wanted wish wished need needs needed think thought find found know knew see saw seen say said tell told felt hear heard come try tried watch watched watching read reading play played playing eat ate eating visit visited use used using buy bought order ordered expect expected hope hoped remember forget stop stopped start started begin begins began end ended leave left leaves help helps helped talk talked happen happens happened here now today yesterday minutes hours please yes okay well not"));

    // Verbs that follow a name and say nothing by themselves; as a name, none of them is one that people judge.
    private static readonly FrozenSet<string> Verbs =
        ("last take work hold cost need arrive come happen fit run hang begin end add add bring build carry change continue cover cause create depend describe explain feature fill follow force grow handle hide improve include introduce invite involve join jump kick know lead learn lie listen live lose manage meet move open pass pay prove pull push provide reach reply require rely return rise roll seem send serve set shift show sit sleep slow spend stand support surround tell teach throw tie touch treat trust turn vanish wait walk wander wash wear wrap write contain consist collect connect convey demand deserve develop dominate earn elevate emerge evoke exist explore expose express fade fall flow guide hit interrupt invent linger mumble shout "
        + "offer overpower portray promise reflect reveal reward ring scream scratch shape share sound spread spring stare steal struggle suggest suit supply switch threaten transport travel trigger trip unfold wobble allow answer apologise apologize appear apply argue ask assume bear beat believe belong bend blend blow bother bounce break breathe bury buzz call care catch charge cheer choose claim climb close combine")
        .Split(' ').SelectMany(verb => OpinionLexicon.Forms(verb).Skip(1).Where(form => !form.EndsWith("ing", StringComparison.Ordinal))).Concat("held ran hung brought built grew hid knew led lost met paid rose rang sat slept spent stood taught threw told wrote fell stole spoke blew bore beat broke caught chose cost hit set".Split(' ')).ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Generic = (
        "film movie book novel series show season game album record app place restaurant hotel cafe thing things stuff one experience time times way lot lots bit kind sort part parts bits whole minute minutes second seconds hour hours day days week year years evening night person people someone reason reasons example piece work read watch listen buy purchase product item rest "
        + "moment moments life fan everything nothing deal couple number end fact first last half addition version title job choice use sense course start point i'm i’m it's it’s that's that’s he's he’s she's she’s they're they’re i've i’ve i'd i’d").Split(' ').ToFrozenSet(StringComparer.Ordinal);

    // Words before a name that only tell which one of several.
    private static readonly FrozenSet<string> Sorting = "whole main other new old only little big first second third last same own entire next previous present current real".Split(' ').ToFrozenSet(StringComparer.Ordinal);

    private static readonly OpinionUse[] TooMuch = [new(OpinionKind.Adj, -0.6)];

    private readonly WordRole[] _roles;
    private readonly IReadOnlyList<OpinionUse>[] _uses;
    private readonly int[] _opinionEnds;

    /// <summary>Reads a text.</summary>
    public AspectText(string text)
    {
        (Text, Words) = (text, Language.Words.Of(text));
        (_roles, _uses, _opinionEnds) = (new WordRole[Words.Count], new IReadOnlyList<OpinionUse>[Words.Count], new int[Words.Count]);
        for (var i = 0; i < Words.Count; i++)
        {
            _uses[i] = [];

            // "The leads", "the sound": after an article, what may be a verb is none.
            _roles[i] = i > 0 && _roles[i - 1] == WordRole.Determiner && MayName(Words[i].Text) ? WordRole.Name
                : Words[i].Text is "not" or "never" ? WordRole.Negation
                : Roles.TryGetValue(Words[i].Text, out var role) ? role
                : Stretches.IsNegation(Words[i].Text) ? WordRole.Negation
                : Verbs.Contains(Words[i].Text) ? WordRole.Other
                : WordRole.Name;
        }

        for (var i = 0; i < Words.Count;)
        {
            var length = OpinionLexicon.English.Find(Words, i, out var uses);
            if (length == 0 && i > 0 && Words[i - 1].Text == "too" && _roles[i] == WordRole.Name && RoleOf(i + 1) != WordRole.Name)
            {
                // Whatever it is, it is too much of it.
                (length, uses) = (1, TooMuch);
            }

            if (length == 0 || Enumerable.Range(i + 1, length - 1).Any(at => HasBreak(at, Marks)) || (length == 1 && IsOtherWord(i, uses)))
            {
                i++;
                continue;
            }

            (_roles[i], _uses[i], _opinionEnds[i]) = (WordRole.Opinion, uses, i + length);
            _roles.AsSpan(i + 1, length - 1).Fill(WordRole.WithinOpinion);
            i += length;
        }
    }

    /// <summary>The text.</summary>
    public string Text { get; }

    /// <summary>Its words.</summary>
    public IReadOnlyList<Word> Words { get; }

    /// <summary>Number of words.</summary>
    public int Count => Words.Count;

    /// <summary>What the word does; <see cref="WordRole.Other"/> outside the text.</summary>
    public WordRole RoleOf(int at) => at >= 0 && at < Count ? _roles[at] : WordRole.Other;

    /// <summary>How it judges.</summary>
    public IReadOnlyList<OpinionUse> UsesOf(int at) => _uses[at];

    /// <summary>The word after the phrase that judges and begins here.</summary>
    public int OpinionEnd(int at) => _opinionEnds[at];

    /// <summary>Whether one of some marks stands before the word; true at both ends of the text.</summary>
    public bool HasBreak(int before, string marks) => before <= 0 || before >= Count || Stretches.HasBreak(Text, Words, before, marks);

    /// <summary>Whether a word ends a thought before it: a mark, or a word at which the sentence turns.</summary>
    public bool IsTurn(int at) => HasBreak(at, Marks) || Stretches.IsTurn(Words[at].Text) || HasBreak(at, ",") && _roles[at] != WordRole.Name;

    /// <summary>Whether a name says too little to be a part of something: "thing", "film"; "sense of place" and "the walk itself" say enough.</summary>
    public bool IsGeneric(NameSpan name) =>
        Words.Skip(name.First).Take(name.End - name.First).All(word => Generic.Contains(word.Text) || Sorting.Contains(word.Text)) && !(name.End < Count && Words[name.End].Text == "itself");

    // Words that judge only in one of their uses.
    private bool IsOtherWord(int at, IReadOnlyList<OpinionUse> uses) => Words[at].Text switch
    {
        _ when at > 0 && RoleOf(at - 1) == WordRole.Determiner && uses.All(use => use.Kind is OpinionKind.Do or OpinionKind.Help or OpinionKind.Like) => true,
        "work" or "drag" or "sing" or "pop" or "land" or "rock" or "rule" or "rules" or "lag" or "charm" when at + 1 < Count && RoleOf(at + 1) == WordRole.Being => true,
        "like" => !(at > 0 && Words[at - 1].Text is "i" or "we" or "really" or "don't" or "don’t" or "didn't" or "didn’t" or "not" or "did" or "do" or "particularly" or "also" or "you'll" or "you’ll"),
        "well" or "better" => !(at > 0 && RoleOf(at - 1) is WordRole.Being or WordRole.Degree or WordRole.Name),
        "pretty" or "off" or "all right" => !(at > 0 && RoleOf(at - 1) == WordRole.Being && RoleOf(at + 1) is not (WordRole.Name or WordRole.Opinion)),
        "kind" => at + 1 < Count && Words[at + 1].Text == "of",
        "skip" or "skipped" => at + 1 < Count && RoleOf(at + 1) is not WordRole.Determiner,
        _ => false,
    };

    private static bool MayName(string word) => Verbs.Contains(word) || word is "feel" or "look" or "looks" or "sound" or "sounds" or "taste" or "smell" or "read" or "start" or "end" or "talk" or "help" or "use" or "order" or "play" or "visit" or "hope" or "stop" or "bit" or "even";

    private static FrozenDictionary<string, WordRole> Listed(params (WordRole Role, string Words)[] lists)
    {
        Dictionary<string, WordRole> roles = new(StringComparer.Ordinal);
        foreach (var (role, words) in lists)
        {
            foreach (var word in words.Split(' '))
            {
                roles.TryAdd(word, role);
            }
        }

        return roles.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
