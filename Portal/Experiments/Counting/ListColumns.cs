using Portal.Data;
using Portal.Data.Entities;
using Portal.Domain.Context;

namespace Portal.Experiments.Counting;

/// <summary>Where the columns of a list stand in what was selected.</summary>
/// <param name="rows">What was selected.</param>
/// <param name="ofPersons">Whether units are persons: EF Core selects the person's id once, as the unit.</param>
internal sealed class ListColumns(RowReader rows, bool ofPersons)
{
    private readonly int _unit = rows.Column(nameof(ListServed.Unit)), _at = rows.Column(nameof(FeedRequestEntity.AtUtc)), _id = rows.Column(nameof(FeedRequestEntity.Id)),
        _user = rows.Column(ofPersons ? nameof(ListServed.Unit) : nameof(FeedRequestEntity.UserId)), _variants = rows.Column(nameof(FeedRequestEntity.Variants)), _device = rows.Column(nameof(FeedRequestEntity.Device)),
        _duration = rows.Column(nameof(FeedRequestEntity.DurationMs)), _items = rows.Column(nameof(FeedRequestEntity.Items)), _violations = rows.Column(nameof(FeedRequestEntity.Violations)),
        _repeat = rows.Column(nameof(FeedRequestEntity.RepeatShare)), _tail = rows.Column(nameof(FeedRequestEntity.LongTailShare)), _diversity = rows.Column(nameof(FeedRequestEntity.Diversity));

    /// <summary>The list of the row at hand.</summary>
    public ListServed Read() => new(rows.Text(_unit)!, rows.Instant(_at), rows.Guid(_id), rows.Text(_user)!, rows.Text(_variants), rows.Named<DeviceClass>(_device))
    {
        DurationMs = rows.Double(_duration)!.Value,
        Items = rows.Int(_items),
        Violations = rows.Int(_violations),
        RepeatShare = rows.Float(_repeat),
        LongTailShare = rows.Float(_tail),
        Diversity = rows.Float(_diversity),
    };
}
