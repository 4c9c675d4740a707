using Portal.Accounts;
using Portal.Data.Entities;
using Portal.Engine;

namespace Portal.Weights;

/// <summary>Makes weights live for other features, by the rules of this one.</summary>
internal sealed class WeightPublisher(WeightProfiles profiles, WeightReleases releases) : IWeightPublisher
{
    public async Task<int?> PublishAsync(Actor actor, WeightPublication publication, CancellationToken cancellationToken)
    {
        var live = (await profiles.ListAsync(1, cancellationToken)).Live;
        if (live?.Fingerprint == publication.Weights.Fingerprint)
        {
            return live.Version;
        }

        // A draft that was edited since is no longer what was tried out: then its former values become a version of their own.
        var stored = publication.Version is { } version ? await profiles.FindAsync(version, cancellationToken) : null;
        if (stored is null || stored.State == WeightProfileState.Live || stored.Fingerprint != publication.Weights.Fingerprint)
        {
            stored = await profiles.DraftAsync(actor, publication.Weights, publication.Name, publication.Note, publication.BaseVersion, cancellationToken);
        }

        return (await releases.PublishAsync(actor, stored.Version, stored.Revision, live?.Version, cancellationToken)).Ok ? stored.Version : null;
    }
}
