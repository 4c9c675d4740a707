namespace Portal.Domain.Evaluation.Files;

/// <summary>A line of the leave-one-out protocol: whose test item it is and what it competes with, as numbers.</summary>
internal sealed record NegativesLine(int Number, int User, int Item, int[] Negatives);

/// <summary>Reads <c>(user,item) negative negative …</c>, the form of the neural collaborative filtering files (He et al. 2017).</summary>
internal static class NegativesFile
{
    private const string Form = "'(user,item)' and then item ids";

    public static IEnumerable<NegativesLine> Read(EvaluationFiles files, string path)
    {
        foreach (var (number, text) in files.Open(path))
        {
            yield return ReadLine(files, path, number, text);
        }
    }

    private static NegativesLine ReadLine(EvaluationFiles files, string path, int number, string text)
    {
        var line = text.AsSpan().Trim().TrimStart('"');
        var close = line.IndexOf(')');
        var comma = line.IndexOf(',');
        if (line.IsEmpty || line[0] != '(' || comma < 2 || close < comma + 2)
        {
            throw new EvaluationFileException(path, number, Form, text);
        }

        var user = line[1..comma].Trim();
        var item = line[(comma + 1)..close].Trim();
        FieldReader fields = new(line[(close + 1)..].TrimStart('"').TrimStart("\t, "));
        List<int> negatives = [];
        while (fields.MoveNext(out var negative))
        {
            if (negative.IsEmpty)
            {
                throw new EvaluationFileException(path, number, $"{Form} without empty fields", text);
            }

            negatives.Add(files.Items.Add(negative));
        }

        return user.IsEmpty || item.IsEmpty || negatives.Count == 0
            ? throw new EvaluationFileException(path, number, Form, text)
            : new NegativesLine(number, files.Users.Add(user), files.Items.Add(item), [.. negatives]);
    }
}
