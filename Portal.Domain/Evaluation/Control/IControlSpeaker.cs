using Portal.Domain.Profiles;

namespace Portal.Domain.Evaluation.Control;

/// <summary>Says something for a person as the portal would take it: parsed, and encoded where there is an encoder.</summary>
public interface IControlSpeaker
{
    /// <summary>The profile with one more statement, just written.</summary>
    ValueTask<PersonProfile> SayAsync(PersonProfile person, string text, CancellationToken cancellationToken);
}
