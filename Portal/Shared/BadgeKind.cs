namespace Portal.Shared;

public enum BadgeKind
{
    Neutral,
    Accent,
    Success,
    Warning,
    Danger,
    Info,
}
