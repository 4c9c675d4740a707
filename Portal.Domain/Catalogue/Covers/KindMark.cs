namespace Portal.Domain.Catalogue.Covers;

/// <summary>A small sign of the kind, 16 × 16, drawn with lines.</summary>
internal static class KindMark
{
    /// <summary>The sign at a place, in a colour. An unknown kind gets a plain ring.</summary>
    public static string Svg(string kind, double x, double y, CoverColour colour)
    {
        var shape = kind switch
        {
            "film" => "M2 3h12v10h-12zM7 6v4l3-2z",
            "series" => "M2 5h12v9h-12zM5 2l3 3 3-3",
            "book" => "M8 4c-2-1.5-4-1.5-6-1v10c2-.5 4-.5 6 1 2-1.5 4-1.5 6-1v-10c-2-.5-4-.5-6 1v10",
            "game" => "M5 2h6a3 3 0 0 1 3 3v6a3 3 0 0 1-3 3h-6a3 3 0 0 1-3-3v-6a3 3 0 0 1 3-3zM6 6v.1M10 10v.1",
            _ => "M2 8a6 6 0 1 1 12 0a6 6 0 1 1-12 0z",
        };
        return $"<path transform=\"translate({CoverCanvas.N(x)} {CoverCanvas.N(y)})\" d=\"{shape}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"1.5\" stroke-linecap=\"round\" stroke-linejoin=\"round\"/>";
    }
}
