using Portal.Domain.Evaluation.Control;
using Portal.Domain.Profiles;
using Portal.Engine;

namespace Portal.Quality;

/// <summary>Says sentences as the portal takes them, without storing anything.</summary>
public sealed class ControlSpeaker(EncoderHost encoder, StatementReader reader, PhraseVectors phrases, TimeProvider time)
{
    /// <summary>The speaker for the catalogue in force.</summary>
    public IControlSpeaker For(EngineState state) => new Speaker(this, state);

    private async ValueTask<PersonProfile> SayAsync(PersonProfile person, string text, EngineState state, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var parsed = await reader.ReadAsync(text, null, state, cancellationToken);
        var vector = encoder.EncoderId == state.Snapshot.Vectors?.EncoderId ? await encoder.TryEncodeAsync(parsed.Wanted, cancellationToken) : null;
        var saying = person with { Statements = [.. person.Statements, new PersonStatement(Guid.CreateVersion7(now), parsed, vector, now)] };
        return saying with { ConceptVectors = await phrases.OfConceptsAsync(saying.Statements.Select(statement => statement.Parsed), state, cancellationToken) };
    }

    private sealed class Speaker(ControlSpeaker owner, EngineState state) : IControlSpeaker
    {
        public ValueTask<PersonProfile> SayAsync(PersonProfile person, string text, CancellationToken cancellationToken) => owner.SayAsync(person, text, state, cancellationToken);
    }
}
