using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using Portal.Data;
using Portal.Diagnostics;
using Portal.Engine;
using Portal.Engine.Models;

namespace Portal.Overview;

/// <summary>The numbers of this page are not kept up to date.</summary>
internal sealed class RollUpsLate(MetricRollUp rollUp, IStringLocalizer<OverviewText> texts, TimeProvider time) : IAlertRule
{
    public async Task<IReadOnlyList<Alert>> CheckAsync(CancellationToken ct)
    {
        var until = (await rollUp.MarkAsync(ct))?.Until;
        var late = time.GetUtcNow().UtcDateTime - until;
        return until is not null && late < TimeSpan.FromHours(OverviewService.MostLiveHours)
            ? []
            : [new Alert(AlertLevel.Warning, texts["AlertRollUps"], until is null ? texts["AlertRollUpsNever"] : texts["AlertRollUpsText", (int)late!.Value.TotalHours], "/admin/jobs")];
    }
}

/// <summary>Items cannot be found by their meaning.</summary>
internal sealed class VectorsMissing(IDbContextFactory<PortalDbContext> contexts, EncoderHost encoders, IEmbeddingProgress embedding, IStringLocalizer<OverviewText> texts) : IAlertRule
{
    public async Task<IReadOnlyList<Alert>> CheckAsync(CancellationToken ct)
    {
        if (encoders.Status is { State: EncoderState.Unavailable } unavailable)
        {
            return [new Alert(AlertLevel.Warning, texts["AlertEncoder"], unavailable.Reason ?? "", "/admin/models")];
        }

        if (encoders.EncoderId is not { } encoder || embedding.Current is not null)
        {
            return [];
        }

        await using var db = await contexts.CreateDbContextAsync(ct);
        var missing = await db.Items.CountAsync(item => item.Active && !db.ItemVectors.Any(vector => vector.ItemId == item.Id && vector.EncoderId == encoder), ct);
        return missing == 0 ? [] : [new Alert(AlertLevel.Warning, texts["AlertVectors", missing], texts["AlertVectorsText"], "/admin/jobs")];
    }
}

/// <summary>Nothing new is learned from what people do.</summary>
internal sealed class ModelsStale(IDbContextFactory<PortalDbContext> contexts, ModelStore models, IOptions<ModelOptions> options, IStringLocalizer<OverviewText> texts, TimeProvider time) : IAlertRule
{
    /// <summary>Models are old when there was something to learn for so long.</summary>
    public static readonly TimeSpan Old = TimeSpan.FromDays(2);

    public async Task<IReadOnlyList<Alert>> CheckAsync(CancellationToken ct)
    {
        var status = models.Status;
        if (status.Failure is { } failure)
        {
            return [new Alert(AlertLevel.Warning, texts["AlertModels"], failure, "/admin/jobs")];
        }

        if (status.InForce is not { } facts || time.GetUtcNow() - facts.TrainedAt < Old)
        {
            return [];
        }

        var age = time.GetUtcNow() - facts.TrainedAt;
        var least = options.Value.TrainAfter;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var since = facts.TrainedAt.UtcDateTime;
        var ripe = (time.GetUtcNow() - Old).UtcDateTime;
        var news = await db.Interactions.Where(row => row.AtUtc > since && row.AtUtc < ripe && row.Kind != Domain.Profiles.InteractionKind.Impression).Take(least).CountAsync(ct);
        return news < least ? [] : [new Alert(AlertLevel.Warning, texts["AlertModelsOld", (int)age.TotalDays], texts["AlertModelsOldText", least], "/admin/jobs")];
    }
}

/// <summary>A list held what its person had refused.</summary>
internal sealed class RulesBroken(IDbContextFactory<PortalDbContext> contexts, IStringLocalizer<OverviewText> texts, TimeProvider time) : IAlertRule
{
    private const int Days = 2;

    public async Task<IReadOnlyList<Alert>> CheckAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var since = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime).AddDays(1 - Days);
        var broken = await db.RuleAudits.Where(row => row.Day >= since).SumAsync(row => row.Violations, ct);
        return broken == 0 ? [] : [new Alert(AlertLevel.Danger, texts["AlertRules", broken], texts["AlertRulesText"], "/admin/quality")];
    }
}
