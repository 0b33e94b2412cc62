using System.Globalization;
using System.Text;

namespace MaritimeWatch.Influx;

/// <summary>Parts of InfluxQL statements. Whatever text goes into a statement goes through here.</summary>
public static class InfluxQl
{
    /// <summary>A name in double quotes.</summary>
    public static string Name(string name) => Quoted(name, '"');

    /// <summary>A text in single quotes.</summary>
    public static string Text(string text) => Quoted(text, '\'');

    /// <summary>A whole number.</summary>
    public static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>A regular expression that is met by every number of <paramref name="digits"/> digits from <paramref name="least"/> on, anchored: for tags, which know no order.</summary>
    /// <param name="least">0 to the largest number of so many digits.</param>
    /// <param name="digits">How many digits the tag's values have, with leading zeros; 1 to 18.</param>
    public static string NumbersFrom(long least, int digits)
    {
        var text = least.ToString("D" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        var branches = new List<string> { text };
        for (var place = digits - 1; place >= 0; place--)
        {
            if (text[place] != '9')
            {
                branches.Add($"{text[..place]}[{(char)(text[place] + 1)}-9]{string.Concat(Enumerable.Repeat("[0-9]", digits - 1 - place))}");
            }
        }

        return $"/^({string.Join('|', branches)})$/";
    }

    private static string Quoted(string text, char quote)
    {
        var quoted = new StringBuilder().Append(quote);
        foreach (var character in text)
        {
            quoted.Append(character switch
            {
                '\\' => "\\\\",
                '\n' => "\\n",
                '\r' or '\0' => " ",
                _ when character == quote => "\\" + quote,
                _ => character.ToString(),
            });
        }

        return quoted.Append(quote).ToString();
    }
}
