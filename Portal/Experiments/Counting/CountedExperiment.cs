using System.Globalization;
using System.Text.Json;
using Portal.Data.Entities;
using Portal.Engine.Experiments;

namespace Portal.Experiments.Counting;

/// <summary>An experiment as far as its units are counted.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Mode">How variants are compared.</param>
/// <param name="Unit">What is assigned.</param>
/// <param name="Plan">Whom it leaves out, and for how long it looks.</param>
/// <param name="StartedUtc">When it began.</param>
/// <param name="EndedUtc">When it was over; null while it is not.</param>
public sealed record CountedExperiment(int Id, ExperimentMode Mode, ExperimentUnitKind Unit, ExperimentPlan Plan, DateTime StartedUtc, DateTime? EndedUtc)
{
    /// <summary>Days before its exposure by which a unit is said to do little or much.</summary>
    public const int ActivityDays = 28;

    /// <summary>Teams of an interleaving.</summary>
    public const int Teams = 2;

    /// <summary>Nothing that happened earlier matters.</summary>
    public DateTime FromUtc => StartedUtc.AddDays(-Math.Max(ActivityDays, Plan.CupedDays));

    /// <summary>Whether variants take turns in each list, so that every unit sees all of them.</summary>
    public bool IsInterleaved => Mode == ExperimentMode.Interleaving;

    /// <summary>All that the counted values follow from besides what people did: when it changes, everything is counted again.</summary>
    public string Fingerprint => string.Join('|', new object?[]
    {
        Outcomes.Version, Mode, Unit, Plan.PrimaryMetric, Plan.CupedDays, Plan.ConversionDays, Plan.LeaveOutStaff, Plan.MostListsPerHour, Plan.Variants.Length, StartedUtc.Ticks, EndedUtc?.Ticks,
    }.Select(part => Convert.ToString(part, CultureInfo.InvariantCulture)));

    /// <summary>Until when what a unit does counts, exclusive; null for ever.</summary>
    public DateTime? Until(DateTime exposedUtc)
    {
        var window = exposedUtc.AddDays(Plan.ConversionDays ?? 0);
        return Plan.ConversionDays is null ? EndedUtc : EndedUtc < window ? EndedUtc : window;
    }

    /// <summary>The variant that a list was served under, by its <see cref="FeedRequestEntity.Variants"/>; null for none of this experiment.</summary>
    public int? VariantOf(string? variants)
    {
        foreach (var part in variants.AsSpan().Split(' '))
        {
            var entry = variants.AsSpan(part);
            var colon = entry.IndexOf(':');
            if (colon > 0 && int.TryParse(entry[..colon], NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id == Id
                && int.TryParse(entry[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var variant) && variant < Plan.Variants.Length)
            {
                return IsInterleaved ? 0 : variant;
            }
        }

        return null;
    }

    /// <summary>Of what is stored; null for a draft, and for one whose plan cannot be read.</summary>
    public static CountedExperiment? Of(ExperimentEntity row)
    {
        try
        {
            return row.StartedUtc is { } started && ExperimentPlan.FromJson(row.Plan) is { Variants.Length: >= 2 } plan ? new CountedExperiment(row.Id, row.Mode, row.Unit, plan, started, row.EndedUtc) : null;
        }
        catch (JsonException)
        {
            // An alert tells of it.
            return null;
        }
    }
}
