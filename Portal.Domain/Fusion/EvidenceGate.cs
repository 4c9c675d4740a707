namespace Portal.Domain.Fusion;

/// <summary>How much a signal may count for the evidence there is: 0 nothing, 1 fully.</summary>
public static class EvidenceGate
{
    /// <summary>n / (n + half): opens as evidence grows.</summary>
    /// <param name="evidence">n, at least 0.</param>
    /// <param name="half">Evidence at which the gate is half open, above 0.</param>
    public static float Growing(double evidence, double half) => (float)(evidence / (evidence + half));

    /// <summary>half / (n + half): closes as evidence grows.</summary>
    /// <param name="evidence">n, at least 0.</param>
    /// <param name="half">Evidence at which the gate is half closed, above 0.</param>
    public static float Fading(double evidence, double half) => (float)(half / (evidence + half));
}
