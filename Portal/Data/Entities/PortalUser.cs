using Microsoft.AspNetCore.Identity;

namespace Portal.Data.Entities;

public sealed class PortalUser : IdentityUser
{
    /// <summary>Most characters of an id.</summary>
    public const int IdLength = 128;

    /// <summary>What another system calls the person; null for who registered here.</summary>
    public string? ExternalId { get; set; }

    public string DisplayName { get; set; } = "";

    public DateTime CreatedUtc { get; set; }

    /// <summary>Demo data: a made-up person, shown as such wherever the name appears.</summary>
    public bool Simulated { get; set; }

    /// <summary>One of the demo people that can be signed in as with one click.</summary>
    public bool Persona { get; set; }

    /// <summary>One line about a persona, for the demo sign-in.</summary>
    public string About { get; set; } = "";

    /// <summary>When the first visit's short tour was finished or skipped; null before.</summary>
    public DateTime? OnboardedUtc { get; set; }
}
