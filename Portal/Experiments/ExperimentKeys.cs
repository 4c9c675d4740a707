using System.Globalization;
using System.Text;

namespace Portal.Experiments;

/// <summary>The keys under which experiments stand in addresses and in the hash.</summary>
internal static class ExperimentKeys
{
    /// <summary>Most characters of a key.</summary>
    public const int Longest = 64;

    private const string Unnamed = "experiment";
    private const int Room = 8;

    /// <summary>The key that a name suggests: its lower-case letters a to z and digits, all else a hyphen.</summary>
    public static string Of(string name)
    {
        StringBuilder key = new();
        foreach (var letter in name.Normalize(NormalizationForm.FormD))
        {
            if (char.IsAsciiLetterOrDigit(letter))
            {
                key.Append(char.ToLowerInvariant(letter));
            }
            else if (key.Length > 0 && key[^1] != '-' && CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark)
            {
                key.Append('-');
            }
        }

        var all = key.ToString();
        all = (all.Length <= Longest - Room ? all : all[..(Longest - Room)]).Trim('-');
        return all.Length == 0 ? Unnamed : all;
    }

    /// <summary>The key itself where it is free, or with the lowest number from 2 with which it is.</summary>
    public static string Free(string key, IReadOnlySet<string> taken)
    {
        for (var number = 1; ; number++)
        {
            var candidate = number == 1 ? key : string.Create(CultureInfo.InvariantCulture, $"{key}-{number}");

            // "new" is the address of the empty editor.
            if (candidate != "new" && !taken.Contains(candidate))
            {
                return candidate;
            }
        }
    }
}
