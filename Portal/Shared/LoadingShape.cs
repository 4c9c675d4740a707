namespace Portal.Shared;

/// <summary>What a page that loads will look like once it has loaded.</summary>
public enum LoadingShape
{
    Lines,
    Cards,
}
