using System.Globalization;

namespace Portal.Weights;

/// <summary>How the estimate's numbers are written.</summary>
internal static class EstimateFormat
{
    /// <summary>A rate of 0..1 as a percentage of two digits.</summary>
    public static string Rate(double value) => value.ToString("P2", CultureInfo.CurrentCulture);

    /// <summary>A difference of rates in percentage points, with its sign.</summary>
    public static string Points(double value) => (100 * value).ToString("+0.00;−0.00;0.00", CultureInfo.CurrentCulture);
}
