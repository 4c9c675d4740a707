using System.CommandLine;
using Portal.Domain.Evaluation;
using Portal.Domain.Evaluation.Files;
using Portal.Domain.Evaluation.Loading;
using Portal.Domain.Evaluation.Protocols;

namespace Portal.Cli;

/// <summary>A protocol as a command.</summary>
internal sealed record EvaluateProtocol(string Name, string Description, IReadOnlyList<Option> Options, Func<ParseResult, LoadOptions, EvaluationTask> Load)
{
    public Argument? Argument { get; init; }
}

/// <summary>The protocols, each with the options that are its own.</summary>
internal static class EvaluateProtocols
{
    private const int MostLikes = 1000;

    public static IEnumerable<EvaluateProtocol> All => [LeaveOneOut(), Holdout(), FoldIn(), Next(), ColdItems(), ColdUsers(), Text(), Split()];

    private static EvaluateProtocol LeaveOneOut()
    {
        var (train, test) = (File("--train", "user item rating timestamp."), File("--test", "The same columns, one line per person."));
        var negatives = File("--negatives", "(user,item) and then the negatives; line j belongs to line j of --test.");
        return new("loo", "Leave one out among sampled negatives; for comparison with papers.", [train, test, negatives],
            (parse, options) => LeaveOneOutLoader.Load(parse.GetRequiredValue(train), parse.GetRequiredValue(test), parse.GetRequiredValue(negatives), options));
    }

    private static EvaluateProtocol Holdout()
    {
        Option<string?> train = new("--train") { Description = "user item [rating [timestamp]] per line, or user item item … per line." };
        Option<string?> interactions = new("--interactions") { Description = "Instead of --train: everything; training is what is not in --test." };
        var test = File("--test", "The held-back part, in either form.");
        Option<EventFileForm> form = new("--form") { Description = "How lines are read: auto, pairs (user item [rating [timestamp]]) or lists (user item item …)." };
        return new("holdout", "Rank everything a person has not used; a part of their items is held back. The protocol for decisions.", [train, interactions, test, form], (parse, options) =>
        {
            options = options with { Form = parse.GetValue(form) };
            return (parse.GetValue(train), parse.GetValue(interactions)) switch
            {
                ({ } some, null) => HoldoutLoader.Load(some, parse.GetRequiredValue(test), options),
                (null, { } all) => HoldoutLoader.LoadDifference(all, parse.GetRequiredValue(test), options),
                _ => throw new VerbException("Give either --train or --interactions.", ExitCode.BadArguments),
            };
        });
    }

    private static EvaluateProtocol FoldIn()
    {
        var (ratings, users, like) = (File("--ratings", "user item [rating [timestamp]]."), File("--heldout-users", "Ids of the test people, one per line."), Like());
        return new("fold-in", "Test people are no part of training; 80 % of their likes are known.", [ratings, users, like],
            (parse, options) => HeldOutPeople.LoadFoldIn(parse.GetRequiredValue(ratings), parse.GetRequiredValue(users), options with { Like = parse.GetValue(like) }));
    }

    private static EvaluateProtocol Next()
    {
        var sequences = File("--sequences", "user item, each person's lines in order of time; or user item rating timestamp in any order.");
        return new("next", "Predict everybody's last event from those before it.", [sequences],
            (parse, options) => NextItemLoader.Load(parse.GetRequiredValue(sequences), options));
    }

    private static EvaluateProtocol ColdItems()
    {
        var (ratings, like) = (File("--ratings", "user item [rating [timestamp]]."), Like());
        Option<string?> cold = new("--cold-ids") { Description = "Ids of the cold items, one per line. Default: every fifth liked item with a text, from the first." };
        return new("cold-items", "Rank items of which only the text is known (--items is needed).", [ratings, like, cold],
            (parse, options) => ColdItemsLoader.Load(parse.GetRequiredValue(ratings), parse.GetValue(cold), options with { Like = parse.GetValue(like) }));
    }

    private static EvaluateProtocol ColdUsers()
    {
        var (ratings, users, like) = (File("--ratings", "user item [rating [timestamp]]."), File("--heldout-users", "Ids of the test people, one per line."), Like());
        Option<string> counts = new("--likes") { Description = "How many first likes are known.", DefaultValueFactory = _ => string.Join(',', ColdUsersProtocol.UsualCounts) };
        return new("cold-users", "Test people are no part of training; their first n likes are known.", [ratings, users, counts, like], (parse, options) => HeldOutPeople.LoadColdUsers(
            parse.GetRequiredValue(ratings),
            parse.GetRequiredValue(users),
            EvaluateOptions.Numbers("--likes", parse.GetRequiredValue(counts), 0, MostLikes),
            options with { Like = parse.GetValue(like) }));
    }

    private static EvaluateProtocol Text()
    {
        var queries = File("--queries", "JSON lines of query, relevant (item ids), exclude (item ids).");
        Option<string?> ratings = new("--ratings") { Description = "Behaviour on the same item ids, so that it can carry over: user item [rating [timestamp]]." };
        var like = Like();
        return new("text", "Find items for free text (--items is needed).", [queries, ratings, like],
            (parse, options) => TextLoader.Load(parse.GetRequiredValue(queries), parse.GetValue(ratings), options with { Like = parse.GetValue(like) }));
    }

    private static EvaluateProtocol Split()
    {
        Argument<string> name = new("split") { Description = $"One of {string.Join(", ", KnownSplits.Names)}." };
        Option<string> data = new("--data") { Description = "The folder that holds ml-100k, ml-latest-small and redial.", Required = true };
        return new("split", "A fixed split of public data.", [data], (parse, options) => KnownSplits.Load(parse.GetRequiredValue(name), parse.GetRequiredValue(data), options)) { Argument = name };
    }

    private static Option<string> File(string name, string description) => new(name) { Description = description, Required = true };

    private static Option<float> Like() => new("--like") { Description = "The least rating that is a like; in a file without ratings everything is one.", DefaultValueFactory = _ => 4 };
}
