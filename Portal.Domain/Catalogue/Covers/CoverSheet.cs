using System.Globalization;
using System.Security;
using System.Text;
using System.Xml;

namespace Portal.Domain.Catalogue.Covers;

/// <summary>Puts title, names and picture on the sheet. Text stands on the plain ground only.</summary>
internal sealed class CoverSheet
{
    private const double Margin = 24;

    private const double Column = CoverArt.Width - (2 * Margin);

    private const double Small = 13.5;

    private const double MaxTitleHeight = 172;

    // In em: what a screen reader or a tooltip shows of the title.
    private const double MaxNameWidth = 60;

    private readonly StringBuilder _text = new();
    private readonly Item _item;
    private readonly CoverPalette _palette;
    private readonly CoverVoice _voice;
    private readonly string _title;
    private readonly string _creators;
    private readonly string _year;

    private CoverSheet(Item item, CoverPalette palette, CoverDice dice)
    {
        (_item, _palette) = (item, palette);
        _voice = CoverVoice.For(item.Genres is [var main, ..] ? main : "", dice);
        _title = Clean(item.Title);
        _creators = string.Join(", ", item.Creators.Take(2).Select(Clean));
        _year = item.Year?.ToString(CultureInfo.InvariantCulture) ?? "";
    }

    /// <summary>The whole document.</summary>
    public static string Compose(Item item, CoverPalette palette, CoverComposition composition, CoverDice dice)
    {
        CoverSheet sheet = new(item, palette, dice);
        var picture = composition.Setting switch
        {
            CoverSetting.Open => sheet.TitleAbove(composition, dice),
            CoverSetting.Pattern when dice.Chance(0.4) => sheet.TitleOnLabel(composition, dice),
            _ when dice.Chance(0.5) => sheet.TitleAbove(composition, dice),
            _ => sheet.TitleBelow(composition, dice),
        };
        return $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {CoverArt.Width} {CoverArt.Height}\" font-family=\"{CoverVoice.Sans.Family}\">"
            + $"<title>{Escape(CoverTitle.Shorten(sheet._title, CoverVoice.Small, MaxNameWidth))}</title>"
            + $"<rect width=\"{CoverArt.Width}\" height=\"{CoverArt.Height}\" fill=\"{palette.Ground}\"/>"
            + $"{picture}{sheet._text}</svg>";
    }

    private string TitleAbove(CoverComposition composition, CoverDice dice)
    {
        _text.Append(KindMark.Svg(_item.Kind, Margin, 22, _palette.Ink));
        Line(_year, CoverArt.Width - Margin, 35, "end");
        var title = CoverTitle.Fit(_title, _voice, Column, MaxTitleHeight);
        var y = Title(title, Margin, 60, "start");
        var foot = Credit(_creators, Margin, y + 9, Column, "start") + 20;
        return Picture(composition, dice, foot, CoverArt.Height - foot);
    }

    private string TitleBelow(CoverComposition composition, CoverDice dice)
    {
        var title = CoverTitle.Fit(_title, _voice, Column, MaxTitleHeight);
        const double Footer = CoverArt.Height - Margin;
        var top = Footer - 26 - title.Height;
        Title(title, Margin, top, "start");
        _text.Append(KindMark.Svg(_item.Kind, CoverArt.Width - Margin - 16, Footer - 13, _palette.Ink));
        var room = Column - 26 - (_year.Length > 0 ? 40 : 0);
        var creators = CoverTitle.Shorten(_creators, CoverVoice.Small, room / Small);
        Line(string.Join(" · ", new[] { creators, _year }.Where(part => part.Length > 0)), Margin, Footer, "start");
        return Picture(composition, dice, 0, top - 20);
    }

    private string TitleOnLabel(CoverComposition composition, CoverDice dice)
    {
        const double Inset = 30, Padding = 18, Wide = CoverArt.Width - (2 * Inset), Middle = CoverArt.Width / 2.0;
        var title = CoverTitle.Fit(_title, _voice, Wide - (2 * Padding), MaxTitleHeight);
        var tall = 46 + title.Height + 44;
        var top = dice.Chance(0.5) ? 54 : (CoverArt.Height - tall) / 2;
        var label = string.Create(CultureInfo.InvariantCulture, $"<rect x=\"{Inset}\" y=\"{CoverCanvas.N(top)}\" width=\"{Wide}\" height=\"{CoverCanvas.N(tall)}\" fill=\"{_palette.Ground}\"/><rect x=\"{Inset + 6}\" y=\"{CoverCanvas.N(top + 6)}\" width=\"{Wide - 12}\" height=\"{CoverCanvas.N(tall - 12)}\" fill=\"none\" stroke=\"{_palette.Ink}\" stroke-width=\".8\"/>");
        _text.Append(KindMark.Svg(_item.Kind, Middle - 8, top + 20, _palette.Ink));
        Title(title, Middle, top + 44, "middle");
        var room = Wide - (2 * Padding) - (_year.Length > 0 ? 40 : 0);
        var creators = CoverTitle.Shorten(_creators, CoverVoice.Small, room / Small);
        Line(string.Join(" · ", new[] { creators, _year }.Where(part => part.Length > 0)), Middle, top + tall - 22, "middle");
        return Picture(composition, dice, 0, CoverArt.Height) + label;
    }

    private string Picture(CoverComposition composition, CoverDice dice, double y, double height)
    {
        CoverCanvas canvas = new(CoverArt.Width, height, _palette, dice);
        composition.Draw(canvas);
        return canvas.ToSvg(y);
    }

    /// <returns>The foot of the last line.</returns>
    private double Title(CoverTitle title, double x, double top, string anchor)
    {
        // Capitals fill about three quarters of an em above the baseline.
        Open(x, top + (title.Size * 0.8), title.Size, anchor, _voice);
        _text.Append(" font-weight=\"700\">");
        for (var i = 0; i < title.Lines.Count; i++)
        {
            _text.Append(CultureInfo.InvariantCulture, $"<tspan x=\"{CoverCanvas.N(x)}\" dy=\"{CoverCanvas.N(i == 0 ? 0 : title.Size * CoverTitle.Leading)}\">{Escape(title.Lines[i])}</tspan>");
        }

        _text.Append("</text>");
        return top + title.Height;
    }

    private double Credit(string text, double x, double top, double width, string anchor)
    {
        if (text.Length == 0)
        {
            return top;
        }

        Line(CoverTitle.Shorten(text, CoverVoice.Small, width / Small), x, top + Small, anchor);
        return top + Small + 3;
    }

    private void Line(string text, double x, double y, string anchor)
    {
        if (text.Length > 0)
        {
            Open(x, y, Small, anchor, CoverVoice.Small);
            _text.Append('>').Append(Escape(text)).Append("</text>");
        }
    }

    // The start of a text element, without its closing bracket.
    private void Open(double x, double y, double size, string anchor, CoverVoice voice)
    {
        _text.Append(CultureInfo.InvariantCulture, $"<text x=\"{CoverCanvas.N(x)}\" y=\"{CoverCanvas.N(y)}\" font-size=\"{CoverCanvas.N(size)}\" fill=\"{_palette.Ink}\"");
        _text.Append(voice.IsSerif ? $" font-family=\"{voice.Family}\"" : "");
        _text.Append(anchor == "start" ? "" : $" text-anchor=\"{anchor}\"");
        _text.Append(voice.Tracking == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" letter-spacing=\"{voice.Tracking * size:0.##}\""));
    }

    // One line of characters that XML may hold: control characters and halves of surrogate pairs are dropped.
    private static string Clean(string text)
    {
        StringBuilder clean = new();
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune))
            {
                clean.Append(clean.Length > 0 && clean[^1] != ' ' ? " " : "");
            }
            else if (rune != Rune.ReplacementChar && (!rune.IsBmp || XmlConvert.IsXmlChar((char)rune.Value)) && !Rune.IsControl(rune))
            {
                clean.Append(rune);
            }
        }

        return clean.ToString().TrimEnd();
    }

    private static string Escape(string text) => SecurityElement.Escape(text);
}
