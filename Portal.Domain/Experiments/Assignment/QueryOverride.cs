using System.Globalization;

namespace Portal.Domain.Experiments.Assignment;

/// <summary>A variant that the address asks for, to look at it: <c>?experiment-key=1</c>.</summary>
public static class QueryOverride
{
    /// <summary>The variant that is asked for; null for none, for what is no whole number, and for a number the experiment does not have.</summary>
    /// <param name="experiment">The experiment's key, compared as it is written.</param>
    /// <param name="url">The address; may be empty.</param>
    /// <param name="variants">How many variants there are.</param>
    public static int? Of(string experiment, string? url, int variants)
    {
        var query = url.AsSpan();
        query = query.IndexOf('?') is var start and >= 0 ? query[(start + 1)..] : default;
        query = query.IndexOf('#') is var anchor and >= 0 ? query[..anchor] : query;
        foreach (var part in query.Split('&'))
        {
            var pair = query[part];
            var equals = pair.IndexOf('=');
            if (equals >= 0 && pair[..equals].SequenceEqual(experiment))
            {
                return int.TryParse(pair[(equals + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var variant) && variant < variants ? variant : null;
            }
        }

        return null;
    }
}
