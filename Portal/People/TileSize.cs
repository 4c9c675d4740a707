namespace Portal.People;

public enum TileSize
{
    /// <summary>The cover above the words: for grids.</summary>
    Regular,

    /// <summary>A small cover beside the words: for lists.</summary>
    Small,
}
