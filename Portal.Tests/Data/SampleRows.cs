using Portal.Data.Entities;
using Portal.Domain.Context;
using Portal.Domain.Embedding;
using Portal.Domain.Profiles;

namespace Portal.Tests.Data;

/// <summary>One row of every table, no two values alike, with text that breaks what only thinks in ASCII.</summary>
internal static class SampleRows
{
    public const string Text = "naïve \"quotes\" 'and' \\ <b>% _[x] 用户 👩‍🚀";

    public static readonly DateTime Noon = new(2026, 3, 5, 12, 34, 56, 789, 123, DateTimeKind.Utc);

    public static PortalUser User(string name = "Åsa") => new()
    {
        UserName = name,
        NormalizedUserName = name.ToUpperInvariant(),
        Email = $"{name}@example.org",
        ExternalId = $"42-{name}",
        DisplayName = $"{name} {Text}",
        CreatedUtc = Noon.AddDays(-3),
        Simulated = true,
        About = Text,
        OnboardedUtc = Noon.AddDays(-2),
        LockoutEnd = new DateTimeOffset(2030, 1, 2, 3, 4, 5, TimeSpan.FromHours(5.5)),
    };

    public static ItemEntity Item(string externalId = "film:Amélie-🎬") => new()
    {
        ExternalId = externalId,
        Kind = "film",
        Title = $"Title {Text}",
        Description = $"Description {Text}",
        Creators = ["Jean-Pierre Jeunet", "张艺谋"],
        Genres = ["comedy", "", "rom\"com"],
        Tags = ["👍", "slow-burn"],
        Year = 2001,
        Language = "fr",
        Image = "https://example.org/a.png?b=c&d=%20",
        Attributes = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["b"] = Text, ["B"] = "", ["a\u200d"] = "1", ["a"] = "2" },
        PublishedUtc = Noon.AddYears(-25),
        Source = "demo",
        Active = false,
        UpdatedUtc = Noon.AddTicks(7),
        Revision = 4,
    };

    public static ItemVectorEntity Vector(int itemId) => new()
    {
        ItemId = itemId,
        EncoderId = "encoder-ü",
        Precision = "int8",
        Dimensions = 2,
        Data = [0, 0, 128, 63, 255, 255, 127, 127],
        NoVectorReason = NoVectorReason.UnsupportedScript,
        TextHash = new string('e', 64),
        CreatedUtc = Noon.AddMinutes(3),
    };

    public static PassageVectorEntity Passage(int itemId) => new() { ItemId = itemId, EncoderId = "encoder-ü", Number = 3, Data = [0, 0, 128, 63, 1, 2, 3, 4] };

    public static StatementEntity Statement(string userId) => new()
    {
        Id = Guid.NewGuid(),
        UserId = userId,
        Text = $"I like {Text}",
        State = StatementState.Paused,
        Source = StatementSource.Reaction,
        CreatedUtc = Noon.AddMinutes(-9),
        UpdatedUtc = Noon.AddMinutes(-8),
        ExpiresUtc = Noon.AddDays(3),
        Parsed = "{\"clauses\":[]}",
        EncoderId = "encoder",
        Vector = [1, 2, 0, 4],
        Revision = 2,
    };

    public static StatementChangeEntity Change(string userId) => new()
    {
        StatementId = Guid.NewGuid(),
        UserId = userId,
        AtUtc = Noon.AddSeconds(-1),
        Action = StatementAction.ExpiryChanged,
        TextBefore = "before",
        TextAfter = $"after {Text}",
        ParsedBefore = "{\"version\":2}",
        ParsedAfter = $"{{\"text\":\"{"用户"}\"}}",
        ExpiresUtc = Noon.AddHours(5),
    };

    public static InteractionEntity Interaction(string userId, int itemId, Guid? requestId = null) => new()
    {
        UserId = userId,
        ItemId = itemId,
        Kind = InteractionKind.Dismiss,
        Value = 3.5,
        Reason = "not-now",
        AtUtc = Noon.AddMilliseconds(1),
        Context = "search",
        RequestId = requestId,
        Position = 6,
        RetractedUtc = Noon.AddMilliseconds(2),
        LeftOutUtc = Noon.AddMilliseconds(3),
    };

    public static FeedRequestEntity Request(string userId) => new()
    {
        Id = Guid.NewGuid(),
        UserId = userId,
        AtUtc = Noon.AddHours(-1),
        WeightsFingerprint = "f1f2",
        EngineVersion = "engine-7",
        ModelVersion = "models-3",
        SignalKeys = "mood taste",
        Mood = $"mood {Text}",
        Kind = "book",
        OffsetMinutes = -345,
        Device = DeviceClass.Tablet,
        DurationMs = 12.25,
        Variants = "12:0 13:2",
        Visitor = "visitor-1",
        Session = "session-2",
        Items = 23,
        Violations = 4,
        LongTailShare = 0.0625f,
        RepeatShare = 0.5f,
        Diversity = 0.875f,
    };

    public static ServedPositionEntity Position(FeedRequestEntity request, int itemId) => new()
    {
        RequestId = request.Id,
        Position = 9,
        ItemId = itemId,
        UserId = request.UserId,
        AtUtc = Noon.AddHours(-2),
        Score = 0.3f,
        TopSignal = "content",
        Signals = [0, 60, 0, 126],
        Exploration = true,
        Propensity = 0.0625f,
        Team = 1,
    };

    public static WeightProfileEntity Weights(int version = 12, WeightProfileState state = WeightProfileState.Archived) => new()
    {
        Name = $"Name {Text}",
        Version = version,
        State = state,
        Weights = "{\"signals\":{}}",
        Fingerprint = "abc123",
        BaseVersion = 11,
        Author = "Zoë",
        AuthorId = "author-é",
        Note = Text,
        CreatedUtc = Noon.AddYears(1),
        ScheduledUtc = Noon.AddYears(2),
        LiveSinceUtc = Noon.AddYears(3),
        Revision = 3,
    };

    public static PersonSettingsEntity Settings(string userId) => new() { UserId = userId, Adventure = -0.75, Unpersonalised = true, UpdatedUtc = Noon.AddDays(1), Revision = 6 };

    public static RuleExemptionEntity Exemption(string userId, int itemId) => new() { UserId = userId, ItemId = itemId, SubjectKey = "concept:用户 clowns", AtUtc = Noon.AddDays(2) };

    public static InterestEditEntity InterestEdit(string userId, int itemId) =>
        new() { UserId = userId, ItemId = itemId, Name = "Mine ü", Weight = 1.25, MergedWithItemId = 77, UpdatedUtc = Noon.AddDays(3) };

    public static ReviewEntity Review(string userId, int itemId) => new()
    {
        Id = Guid.NewGuid(),
        UserId = userId,
        ItemId = itemId,
        Text = Text,
        Sentiment = -0.125,
        OwnSentiment = 0.5,
        Aspects = "[{\"words\":\"ending\"}]",
        CreatedUtc = Noon.AddDays(-30),
        UpdatedUtc = Noon.AddDays(-29),
        DeletedUtc = Noon.AddDays(-28),
        Revision = 7,
    };

    public static RuleAuditEntity RuleAudit() => new() { Day = new DateOnly(2026, 3, 4), List = "feed", Lists = 5_000_000_000, Items = 6, Violations = 7 };

    public static EvaluationReportEntity Report() => new() { Kind = "control", AtUtc = Noon.AddDays(5), Report = $"{{\"text\":\"{"用户"}\"}}" };

    public static SettingEntity Setting(string key = "key-é") => new() { Key = key, Value = Text, UpdatedUtc = Noon, Revision = 1 };

    public static AuditEntryEntity Audit() => new()
    {
        AtUtc = Noon.AddDays(9),
        ActorId = "someone",
        Actor = "Zoë 👩‍🚀",
        Action = "weights.published",
        Subject = "version 12",
        Details = Text,
    };

    public static JobRunEntity Run() => new()
    {
        Id = Guid.NewGuid(),
        Job = "rebuild-engine",
        State = JobRunState.Interrupted,
        StartedUtc = Noon.AddDays(-7),
        EndedUtc = Noon.AddDays(-6),
        Done = 3,
        Total = 8,
        Message = Text,
        Error = $"Error {Text}",
        Step = $"Step {Text}",
        Log = $"Log\n{Text}",
        Chain = Guid.NewGuid(),
        Node = "machine-é:42",
        TriggeredBy = "schedule",
    };

    public static MetricRollupEntity Rollup() => new() { HourUtc = Noon.Date.AddHours(11), Metric = "feed.requests", Count = 6_000_000_000, Sum = 0.125, Histogram = [3, 0, 255] };

    public static ExperimentEntity Experiment(string key = "fresh-2") => new()
    {
        Key = key,
        Name = $"Name {Text}",
        Hypothesis = $"Hypothesis {Text}",
        Mode = ExperimentMode.Interleaving,
        Unit = ExperimentUnitKind.Session,
        State = ExperimentState.Stopped,
        Plan = $"{{\"text\":\"{"用户"}\"}}",
        Author = "Zoë 3",
        AuthorId = "author-ü",
        CreatedUtc = Noon.AddDays(14),
        StartedUtc = Noon.AddDays(15),
        EndedUtc = Noon.AddDays(16),
        Decision = ExperimentDecision.RolledBack,
        DecisionVariant = 1,
        DecisionNote = $"Note {Text}",
        DecidedBy = "Zoë 4",
        DecidedUtc = Noon.AddDays(17),
        Simulated = true,
        Revision = 9,
    };

    public static ExperimentPeriodEntity Period(int experimentId) => new()
    {
        ExperimentId = experimentId,
        FromUtc = Noon.AddDays(18),
        ToUtc = Noon.AddDays(19),
        Weights = "[0.25,0.75]",
        Coverage = 0.375,
        Reason = "reweighted",
    };

    public static ExperimentUnitEntity Unit(int experimentId) => new()
    {
        ExperimentId = experimentId,
        Unit = "unit-é",
        Variant = 2,
        ExposedUtc = Noon.AddDays(20),
        RequestId = Guid.NewGuid(),
        Exclusion = UnitExclusion.SeveralVariants,
        Segments = "device=phone;activity=heavy",
        Values = [5, 0, 254],
        UpdatedUtc = Noon.AddDays(21),
    };

    public static ExperimentResultEntity Result(int experimentId) => new() { ExperimentId = experimentId, AtUtc = Noon.AddDays(22), Units = 8_000_000_000, Report = $"{{\"text\":\"{"用户"}\"}}" };

    public static LabelAliasEntity Alias() => new() { Alias = "scifi 👽", Label = "science fiction", CreatedUtc = Noon.AddDays(11) };

    public static ImportRunEntity Import() => new()
    {
        Id = Guid.NewGuid(),
        Format = "csv",
        Subject = ImportSubject.Interactions,
        Path = $"/data/{Text}",
        Name = Text,
        Fingerprint = new string('a', 64),
        Options = $"{{\"text\":\"{"用户"}\"}}",
        Checkpoint = "{\"line\":7}",
        State = JobRunState.Cancelled,
        Bytes = 7_000_000_001,
        BytesDone = 6_000_000_002,
        Rows = 11,
        Added = 5,
        Changed = 3,
        Unchanged = 2,
        Rejected = 1,
        StartedUtc = Noon.AddDays(12),
        EndedUtc = Noon.AddDays(13),
        Error = $"Error {Text}",
        Author = "Zoë 2",
        Revision = 8,
    };
}
