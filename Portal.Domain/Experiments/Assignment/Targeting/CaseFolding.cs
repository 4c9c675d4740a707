namespace Portal.Domain.Experiments.Assignment.Targeting;

/// <summary>Texts without their case, the same in every culture.</summary>
internal static class CaseFolding
{
    // A browser compares in small letters; here too, so that both take the same units.
#pragma warning disable CA1308
    public static string Fold(string text) => text.ToLowerInvariant();
#pragma warning restore CA1308

    public static PlainValue Fold(PlainValue value) => value.Kind == PlainValueKind.Text ? Fold(value.Text) : value;
}
