using System.Collections.Frozen;

namespace Portal.Shared;

/// <summary>The drawings behind <see cref="Icon"/>: one path each on a field of 20 by 20, drawn with a line of 1.6.</summary>
public static class IconPaths
{
    private const string FilledSuffix = "-filled";

    private const string Star = "M10 2.8l2.2 4.6 5 .7-3.6 3.5.9 5-4.5-2.4-4.5 2.4.9-5L2.8 8.1l5-.7z";
    private const string Heart = "M10 16.8S3 12.7 3 7.9A3.8 3.8 0 0 1 10 6a3.8 3.8 0 0 1 7 1.9c0 4.8-7 8.9-7 8.9z";
    private const string Bookmark = "M5.5 3.2h9v13.6L10 13.4l-4.5 3.4z";
    private const string ThumbUp = "M6.3 9l3.2-6c1.3 0 2.2 1 2 2.3L11 8h4.4c1 0 1.8 1 1.5 2l-1.4 5.4c-.2.8-.9 1.3-1.7 1.3H6.3zM6.3 9H3.2v7.7h3.1z";
    private const string ThumbDown = "M13.7 11l-3.2 6c-1.3 0-2.2-1-2-2.3L9 12H4.6c-1 0-1.8-1-1.5-2l1.4-5.4c.2-.8.9-1.3 1.7-1.3h7.5zM13.7 11h3.1V3.3h-3.1z";
    private const string Pin = "M7.2 3h5.6l-.6 5.2 2.6 2.9H5.2l2.6-2.9zM10 11.1V17";

    private static readonly FrozenDictionary<string, string> Paths = new Dictionary<string, string>
    {
        // Places.
        ["feed"] = "M3.5 4.2h13v4.6h-13zM3.5 12h13M3.5 15.8h8.5",
        ["search"] = "M8.8 3.2a5.6 5.6 0 1 1 0 11.2 5.6 5.6 0 0 1 0-11.2zM13 13l4 4",
        ["bookmark"] = Bookmark,
        ["bookmark" + FilledSuffix] = Bookmark,
        ["history"] = "M3.4 8.2A7 7 0 1 1 3.6 12.6M3.2 3.8v4.6h4.6M10 6.4V10l2.6 1.6",
        ["sliders"] = "M3 6h7.4M14.2 6H17M3 14h2.8M9.6 14H17M12.3 4.1a1.9 1.9 0 1 1 0 3.8 1.9 1.9 0 0 1 0-3.8zM7.7 12.1a1.9 1.9 0 1 1 0 3.8 1.9 1.9 0 0 1 0-3.8z",
        ["info"] = "M10 3a7 7 0 1 1 0 14 7 7 0 0 1 0-14zM10 9.2v4.2M10 6.5v.1",
        ["jobs"] = "M10 3a7 7 0 1 1 0 14 7 7 0 0 1 0-14zM8.4 7.2v5.6l4.6-2.8z",
        ["weights"] = "M10 3.2v13.6M6.4 16.8h7.2M3.8 5.4h12.4M3.8 5.4L1.9 11h3.8zM16.2 5.4L14.3 11h3.8z",
        ["flask"] = "M8 3h4M8.7 3v5L4.2 15c-.6 1 .1 2 1.2 2h9.2c1.1 0 1.8-1 1.2-2l-4.5-7V3M6 12.4h8",
        ["split"] = "M3 10h4M7 10c3.4 0 3.2-4.8 6.6-4.8h3M7 10c3.4 0 3.2 4.8 6.6 4.8h3M14.4 3l2.4 2.2-2.4 2.2M14.4 12.6l2.4 2.2-2.4 2.2",
        ["chart"] = "M3.2 3.2v13.6h13.6M6.8 13.4v-3M10.4 13.4V6.6M14 13.4V9",
        ["users"] = "M7.4 3.6a2.9 2.9 0 1 1 0 5.8 2.9 2.9 0 0 1 0-5.8zM2.2 16.4c.2-3 2.4-4.8 5.2-4.8s5 1.8 5.2 4.8M13 4a2.7 2.7 0 0 1 0 5.2M14.6 12c1.8.6 3 2.2 3.2 4.4",
        ["user"] = "M10 3.2a3.3 3.3 0 1 1 0 6.6 3.3 3.3 0 0 1 0-6.6zM3.8 16.8c.3-3.2 2.8-5 6.2-5s5.9 1.8 6.2 5",
        ["engine"] = "M10 7.2a2.8 2.8 0 1 1 0 5.6 2.8 2.8 0 0 1 0-5.6zM10 2.8v2M10 15.2v2M2.8 10h2M15.2 10h2M4.9 4.9l1.4 1.4M13.7 13.7l1.4 1.4M4.9 15.1l1.4-1.4M13.7 6.3l1.4-1.4",
        ["database"] = "M3.8 5.4c0-1.3 2.8-2.4 6.2-2.4s6.2 1.1 6.2 2.4-2.8 2.4-6.2 2.4-6.2-1.1-6.2-2.4zM3.8 5.4v9.2c0 1.3 2.8 2.4 6.2 2.4s6.2-1.1 6.2-2.4V5.4M3.8 10c0 1.3 2.8 2.4 6.2 2.4s6.2-1.1 6.2-2.4",
        ["door"] = "M4.2 17V9.2a5.8 5.8 0 0 1 11.6 0V17M7.4 17V9.2a2.6 2.6 0 0 1 5.2 0V17M2.4 17h15.2",

        // The frame.
        ["sign-in"] = "M11.4 3.4h3.4c.9 0 1.6.7 1.6 1.6v10c0 .9-.7 1.6-1.6 1.6h-3.4M3.2 10h8.6M8.8 6.8L12 10l-3.2 3.2",
        ["sign-out"] = "M8.6 3.4H5.2c-.9 0-1.6.7-1.6 1.6v10c0 .9.7 1.6 1.6 1.6h3.4M8 10h8.8M13.6 6.8l3.2 3.2-3.2 3.2",
        ["sun"] = "M10 6.6a3.4 3.4 0 1 1 0 6.8 3.4 3.4 0 0 1 0-6.8zM10 2.4v1.4M10 16.2v1.4M2.4 10h1.4M16.2 10h1.4M4.6 4.6l1 1M14.4 14.4l1 1M4.6 15.4l1-1M14.4 5.6l1-1",
        ["moon"] = "M16.6 11.8A7 7 0 0 1 8.2 3.4a7 7 0 1 0 8.4 8.4z",
        ["monitor"] = "M3 4h14v9.4H3zM7.4 16.8h5.2M10 13.4v3.4",
        ["globe"] = "M10 3a7 7 0 1 1 0 14 7 7 0 0 1 0-14zM3 10h14M10 3c2 2 3 4.3 3 7s-1 5-3 7c-2-2-3-4.3-3-7s1-5 3-7z",
        ["more"] = "M4 10a.5.5 0 1 0 1 0 .5.5 0 0 0-1 0zM9.5 10a.5.5 0 1 0 1 0 .5.5 0 0 0-1 0zM15 10a.5.5 0 1 0 1 0 .5.5 0 0 0-1 0z",
        ["menu"] = "M3.4 5.6h13.2M3.4 10h13.2M3.4 14.4h13.2",
        ["keyboard"] = "M2.6 5.4h14.8v9.2H2.6zM5.6 8.3h.01M8.5 8.3h.01M11.4 8.3h.01M14.4 8.3h.01M6.6 11.7h6.8",

        // Deeds.
        ["close"] = "M5 5l10 10M15 5L5 15",
        ["check"] = "M4 10.6l4 4 8-9",
        ["plus"] = "M10 4v12M4 10h12",
        ["minus"] = "M4 10h12",
        ["thumb-up"] = ThumbUp,
        ["thumb-up" + FilledSuffix] = ThumbUp,
        ["thumb-down"] = ThumbDown,
        ["thumb-down" + FilledSuffix] = ThumbDown,
        ["heart"] = Heart,
        ["heart" + FilledSuffix] = Heart,
        ["star"] = Star,
        ["star" + FilledSuffix] = Star,
        ["pin"] = Pin,
        ["pin" + FilledSuffix] = Pin,
        ["eye"] = "M2.4 10S5.2 5 10 5s7.6 5 7.6 5-2.8 5-7.6 5-7.6-5-7.6-5zM10 7.8a2.2 2.2 0 1 1 0 4.4 2.2 2.2 0 0 1 0-4.4z",
        ["eye-off"] = "M8.2 5.2A7 7 0 0 1 10 5c4.8 0 7.6 5 7.6 5s-.8 1.5-2.3 2.8M12.6 14.6A7 7 0 0 1 10 15c-4.8 0-7.6-5-7.6-5s1-1.9 3-3.4M3.4 3.4l13.2 13.2M8.4 8.5a2.2 2.2 0 0 0 3.1 3.1",
        ["undo"] = "M7 4L3.6 7.4 7 10.8M3.6 7.4h8a4.6 4.6 0 0 1 0 9.2H7.4",
        ["refresh"] = "M16.4 8.6A6.7 6.7 0 0 0 4.2 7M3.6 11.4A6.7 6.7 0 0 0 15.8 13M4 3.4V7h3.6M16 16.6V13h-3.6",
        ["edit"] = "M12.6 4.4l3 3-8.4 8.4-3.8.8.8-3.8zM10.8 6.2l3 3",
        ["trash"] = "M3.8 5.6h12.4M8 5.6V3.4h4v2.2M5.2 5.6l.7 11h8.2l.7-11M8.4 8.8v4.8M11.6 8.8v4.8",
        ["filter"] = "M3 4.2h14l-5.4 6.3v4.7l-3.2 1.6v-6.3z",
        ["copy"] = "M7.2 7.2h9.2v9.2H7.2zM12.8 7.2V3.6H3.6v9.2h3.6",
        ["link"] = "M8.4 11.6a3 3 0 0 0 4.3 0l3-3a3 3 0 0 0-4.3-4.3l-1 1M11.6 8.4a3 3 0 0 0-4.3 0l-3 3a3 3 0 0 0 4.3 4.3l1-1",
        ["external"] = "M11.4 3.6h5v5M16.4 3.6L9.2 10.8M8.6 4.6H5c-.8 0-1.4.6-1.4 1.4v9c0 .8.6 1.4 1.4 1.4h9c.8 0 1.4-.6 1.4-1.4v-3.6",
        ["download"] = "M10 3.2v9.2M6.2 8.8l3.8 3.8 3.8-3.8M3.6 16.4h12.8",
        ["upload"] = "M10 12.8V3.6M6.2 7.2L10 3.4l3.8 3.8M3.6 16.4h12.8",
        ["play"] = "M6.2 3.8v12.4L16 10z",
        ["pause"] = "M7 4.2v11.6M13 4.2v11.6",
        ["stop"] = "M5 5h10v10H5z",

        // Directions.
        ["chevron-down"] = "M5 7.6l5 5 5-5",
        ["chevron-up"] = "M5 12.4l5-5 5 5",
        ["chevron-left"] = "M12.4 5l-5 5 5 5",
        ["chevron-right"] = "M7.6 5l5 5-5 5",
        ["arrow-left"] = "M16.4 10H3.6M8.6 5l-5 5 5 5",
        ["arrow-right"] = "M3.6 10h12.8M11.4 5l5 5-5 5",
        ["arrow-up"] = "M10 16.4V3.6M5 8.6l5-5 5 5",
        ["arrow-down"] = "M10 3.6v12.8M5 11.4l5 5 5-5",

        // States and things.
        ["warning"] = "M10 3.4l7.4 13H2.6zM10 8.2v3.8M10 14.2v.1",
        ["question"] = "M10 3a7 7 0 1 1 0 14 7 7 0 0 1 0-14zM7.8 8.2a2.2 2.2 0 1 1 3.2 2c-.7.4-1 .8-1 1.6M10 14.1v.1",
        ["clock"] = "M10 3a7 7 0 1 1 0 14 7 7 0 0 1 0-14zM10 6v4l2.6 1.8",
        ["calendar"] = "M3.4 4.8h13.2v11.8H3.4zM3.4 8.6h13.2M6.8 3v3.2M13.2 3v3.2",
        ["sparkle"] = "M10 2.8l1.7 5.5 5.5 1.7-5.5 1.7L10 17.2l-1.7-5.5L2.8 10l5.5-1.7z",
        ["tag"] = "M3.4 3.4h6.4l7 7-6.4 6.4-7-7zM6.8 6.8v.01",
        ["key"] = "M6.8 9.2a3.6 3.6 0 1 1 0 7.2 3.6 3.6 0 0 1 0-7.2zM9.4 10.2l7-7M13.4 6.2l2.4 2.4",
        ["lock"] = "M4.6 9h10.8v7.6H4.6zM6.8 9V6.4a3.2 3.2 0 0 1 6.4 0V9",
        ["plug"] = "M7.2 3v3.6M12.8 3v3.6M5 6.6h10v2.6a5 5 0 0 1-10 0zM10 14.2V17",
        ["film"] = "M3 4h14v12H3zM6.4 4v12M13.6 4v12M3 8h3.4M3 12h3.4M13.6 8H17M13.6 12H17",
        ["book"] = "M10 5.4C8.4 4.2 6 3.8 3 4v11.4c3-.2 5.4.2 7 1.4 1.6-1.2 4-1.6 7-1.4V4c-3-.2-5.4.2-7 1.4zM10 5.4v11.4",
        ["series"] = "M2.8 6.4h14.4v10H2.8zM6.6 3l3.4 3.4L13.4 3",
        ["game"] = "M3.6 3.6h12.8v12.8H3.6zM7 7v.01M13 7v.01M10 10v.01M7 13v.01M13 13v.01",
    }.ToFrozenDictionary();

    /// <summary>All names, in no order.</summary>
    public static IReadOnlyList<string> Names => Paths.Keys;

    /// <summary>The path of an icon; of an unknown name a question mark, for a missing drawing must not take a page down.</summary>
    public static string Stroke(string name) => Paths.GetValueOrDefault(name, Paths["question"]);

    /// <summary>Whether the icon is the filled form, which says "on".</summary>
    public static bool IsFilled(string name) => name.EndsWith(FilledSuffix, StringComparison.Ordinal);
}
