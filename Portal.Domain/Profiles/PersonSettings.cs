namespace Portal.Domain.Profiles;

/// <summary>What a person has set about their lists beside what they wrote.</summary>
/// <param name="Adventure">From −1, what is familiar, to 1, what is new to them; 0 for what the portal's weights say.</param>
/// <param name="Unpersonalised">Lists are not made for the person: what is popular and new, within their rules.</param>
public sealed record PersonSettings(double Adventure = 0, bool Unpersonalised = false)
{
    /// <summary>Nothing set.</summary>
    public static readonly PersonSettings Default = new();
}
