namespace Portal.Domain.Language.Linking;

/// <summary>The form in which phrases are compared: the keys of their words, joined by blanks.</summary>
internal static class PhraseKey
{
    /// <summary>The key of a phrase as the catalogue or a list writes it.</summary>
    public static string Of(string phrase) => string.Join(' ', Words.Of(phrase).Select(word => Inflection.Key(word.Text.Replace('’', '\''))));

    /// <summary>The key without blanks: <c>board game</c> and <c>boardgame</c> are one.</summary>
    public static string Solid(string key) => key.Replace(" ", "", StringComparison.Ordinal);
}
