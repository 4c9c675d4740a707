namespace Portal.Experiments.Boards;

/// <summary>Which of the chart colours a variant has, the same in every drawing: the control is grey.</summary>
internal static class BoardColours
{
    private const int Control = 6, Others = 5;

    /// <summary>The number of a colour, 1 to 6.</summary>
    /// <param name="variant">Index of the variant; the control is the first.</param>
    public static int Of(int variant) => variant == 0 ? Control : ((variant - 1) % Others) + 1;
}
