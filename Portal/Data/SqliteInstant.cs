namespace Portal.Data;

/// <summary>Instants as SQLite's files hold them: <c>2026-03-04 05:06:07.89</c>, with up to seven decimals, in UTC.</summary>
internal static class SqliteInstant
{
    /// <summary>Bytes of the longest.</summary>
    public const int MostBytes = 27;

    private const int SecondsEnd = 19;

    /// <summary>Reads one; false for another form.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out DateTime instant)
    {
        instant = default;
        if (text.Length is < SecondsEnd or > MostBytes || text[4] != '-' || text[7] != '-' || text[10] != ' ' || text[13] != ':' || text[16] != ':'
            || !TryNumber(text[..4], out var year) || !TryNumber(text[5..7], out var month) || !TryNumber(text[8..10], out var day)
            || !TryNumber(text[11..13], out var hour) || !TryNumber(text[14..16], out var minute) || !TryNumber(text[17..19], out var second)
            || !TryTicks(text[SecondsEnd..], out var ticks)
            || year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month) || hour > 23 || minute > 59 || second > 59)
        {
            return false;
        }

        instant = new DateTime(year, month, day, hour, minute, second, DateTimeKind.Utc).AddTicks(ticks);
        return true;
    }

    /// <summary>Writes one.</summary>
    /// <returns>Bytes written.</returns>
    public static int Write(DateTime instant, Span<byte> into)
    {
        if (into.Length < MostBytes)
        {
            throw new ArgumentException($"An instant takes {MostBytes} bytes; there are {into.Length}.", nameof(into));
        }

        "0000-00-00 00:00:00.0000000"u8.CopyTo(into);
        Put(instant.Year, into[..4]);
        Put(instant.Month, into[5..7]);
        Put(instant.Day, into[8..10]);
        Put(instant.Hour, into[11..13]);
        Put(instant.Minute, into[14..16]);
        Put(instant.Second, into[17..19]);
        Put((int)(instant.Ticks % TimeSpan.TicksPerSecond), into[(SecondsEnd + 1)..MostBytes]);
        return into[..MostBytes].TrimEnd((byte)'0') is var trimmed && trimmed.Length > SecondsEnd + 1 ? trimmed.Length : SecondsEnd;
    }

    private static void Put(int number, Span<byte> digits)
    {
        for (var place = digits.Length - 1; place >= 0; place--, number /= 10)
        {
            digits[place] = (byte)('0' + (number % 10));
        }
    }

    private static bool TryTicks(ReadOnlySpan<byte> fraction, out int ticks)
    {
        ticks = 0;
        if (fraction.IsEmpty)
        {
            return true;
        }

        if (fraction[0] != '.' || fraction.Length < 2 || !TryNumber(fraction[1..], out ticks))
        {
            return false;
        }

        for (var digits = fraction.Length - 1; digits < 7; digits++)
        {
            ticks *= 10;
        }

        return true;
    }

    private static bool TryNumber(ReadOnlySpan<byte> digits, out int number)
    {
        number = 0;
        foreach (var digit in digits)
        {
            if (!char.IsAsciiDigit((char)digit))
            {
                return false;
            }

            number = (10 * number) + (digit - '0');
        }

        return true;
    }
}
