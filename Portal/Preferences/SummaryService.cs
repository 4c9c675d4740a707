using System.Globalization;
using Portal.Data.Entities;
using Portal.Domain.Content;
using Portal.Domain.Language;
using Portal.Domain.Profiles;
using Portal.Domain.Ranking;
using Portal.Domain.Ranking.Derived;
using Portal.Engine;
using Portal.People;

namespace Portal.Preferences;

/// <summary>A person's profile in a few sentences, and the profile that follows when they are edited.</summary>
public sealed class SummaryService(
    StatementService statements, ClauseService clauses, SummaryWriter writer, SummaryTemplates templates, ProfileLoader profiles, EngineService engine)
{
    private const int MostLearned = 3;
    private const float LeastImportance = 0.1f;

    // Between the strength that words say and the one they said before, that is no other word.
    private const double SameStrength = 0.01;

    /// <summary>The summary of some statements and of what the person took to.</summary>
    public async Task<ProfileSummary> GetAsync(string userId, IReadOnlyList<StatementView> said, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var inForce = SaidClauses.InForce(said, now);
        var state = await engine.GetAsync(cancellationToken);
        var profile = await profiles.LoadAsync(userId, state, cancellationToken);
        var interests = await Task.Run(() => Interests(state, profile, now), cancellationToken);
        return new ProfileSummary(
            writer.Write(inForce.Select(entry => entry.Clause)), inForce,
            [.. interests.Where(interest => interest.CountedWeight > 0 && interest.Importance >= LeastImportance && interest.Name.Length > 0).Take(MostLearned).Select(interest => interest.Name)]);
    }

    private static IReadOnlyList<Interest> Interests(EngineState state, PersonProfile profile, DateTimeOffset now)
    {
        using RankingContext context = new(state.Snapshot, profile, mood: null, state.Weights, now);
        return InterestReading.Of(context)?.Profile.Interests ?? [];
    }

    /// <summary>What an edit of the summary means for the profile. A summary that was not edited means nothing.</summary>
    public async Task<SummaryChange> CompareAsync(ProfileSummary summary, string edited, CancellationToken cancellationToken)
    {
        var (before, after) = (await ReadAsync(summary, summary.Said.Text, cancellationToken), await ReadAsync(summary, edited, cancellationToken));
        var (old, now) = (ByKey(before), ByKey(after));
        List<SaidClause> removed = [];
        List<(SaidClause, double)> changed = [];
        foreach (var part in summary.Said.Parts)
        {
            var entry = summary.Clauses.First(said => ReferenceEquals(said.Clause, part.Clause));
            var own = before.Clauses.Where(clause => PhraseOf(clause, before.Text) is var (start, end) && start < part.End && end > part.Start).ToList();
            var kept = now.ContainsKey(part.Clause.Key)
                || (own.Count > 0 ? own.Exists(clause => now.ContainsKey(clause.Key)) : edited.Contains(summary.Said.Text[part.Start..part.End], StringComparison.CurrentCultureIgnoreCase));
            if (!kept)
            {
                removed.Add(entry);
            }
            else if (own.Find(clause => now.ContainsKey(clause.Key)) is { IsRule: false } same && Math.Abs(now[same.Key].Strength - same.Strength) > SameStrength)
            {
                changed.Add((entry, now[same.Key].Strength));
            }
        }

        var told = summary.Clauses.Select(entry => entry.Clause.Key).ToHashSet(StringComparer.Ordinal);
        List<Clause> fresh = [];
        foreach (var clause in now.Values.Where(clause => !old.ContainsKey(clause.Key) && !told.Contains(clause.Key)))
        {
            // What is new in the words may mean what was told before: "war" stands for the war and for its time.
            var meant = await MeantAsync([clause], after, cancellationToken);
            if (meant.Count > 0 && meant.All(one => told.Contains(one.Key)))
            {
                removed.RemoveAll(said => meant.Any(one => one.Key == said.Clause.Key));
            }
            else
            {
                fresh.Add(clause);
            }
        }

        var text = writer.WriteEnglish(fresh).Text;
        var added = await MeantAsync(fresh, after, cancellationToken);
        return new SummaryChange(removed, changed, added, text, [.. after.NotUnderstood.Select(span => after.Text[span.Start..span.End])]);
    }

    /// <summary>Makes the profile follow.</summary>
    /// <returns>What takes it all back.</returns>
    public async Task<Func<Task>> ApplyAsync(string userId, SummaryChange change, CancellationToken cancellationToken)
    {
        List<long> done = [];
        foreach (var said in change.Removed)
        {
            Note(await clauses.RemoveAsync(userId, said.Statement.Id, said.Clause.Key, cancellationToken));
        }

        foreach (var (said, strength) in change.Changed)
        {
            Note(await clauses.SetStrengthAsync(userId, said.Statement.Id, said.Clause.Key, strength, cancellationToken));
        }

        var added = change.AddedText.Length == 0 ? default : await statements.AddAsync(userId, change.AddedText, null, cancellationToken, StatementSource.Summary);
        done.Reverse();
        return async () =>
        {
            if (added.Id != default)
            {
                await statements.DeleteAsync(userId, added.Id, CancellationToken.None);
            }

            foreach (var id in done)
            {
                await statements.RestoreAsync(userId, id, CancellationToken.None);
            }
        };

        void Note(StatementResult result)
        {
            if (result.Ok)
            {
                done.Add(result.ChangeId);
            }
        }
    }

    // What clauses will be once they are a statement: read by the parser, whatever language they were written in.
    private async Task<IReadOnlyList<Clause>> MeantAsync(List<Clause> clauses, ParsedStatement edited, CancellationToken cancellationToken) =>
        clauses.Count == 0 ? [] : (await statements.ReadAsync(writer.WriteEnglish(clauses).Text, edited.Answers, null, TimeZoneInfo.Utc, cancellationToken)).Parsed.Clauses;

    private async Task<ParsedStatement> ReadAsync(ProfileSummary summary, string text, CancellationToken cancellationToken)
    {
        if (CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en")
        {
            var answers = summary.Clauses.SelectMany(said => said.Statement.Parsed.Answers).GroupBy(answer => answer.Key).ToDictionary(group => group.Key, group => group.Last().Value);
            return (await statements.ReadAsync(text, answers, null, TimeZoneInfo.Utc, cancellationToken)).Parsed;
        }

        var names = summary.Clauses.GroupBy(said => writer.NameOf(said.Clause)).ToDictionary(group => group.Key, group => group.First().Clause.Subject);
        return templates.Read(text, names, (await engine.GetAsync(cancellationToken)).Snapshot.Catalogue);
    }

    private static Dictionary<string, Clause> ByKey(ParsedStatement parsed) =>
        parsed.Clauses.GroupBy(clause => clause.Key).ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);

    // A clause of a list begins at the word that turns the whole list; what it is about stands at its end.
    private static (int Start, int End) PhraseOf(Clause clause, string text) =>
        text.LastIndexOf(clause.Phrase, clause.End - 1, clause.End - clause.Start, StringComparison.Ordinal) is var at and >= 0 ? (at, at + clause.Phrase.Length) : (clause.Start, clause.End);
}
