namespace MaritimeWatch.Domain.Vessels;

/// <summary>The check digit of IMO numbers.</summary>
public static class ImoNumbers
{
    /// <summary>Whether it has seven digits and the last one fits: 7·d1 + 6·d2 + 5·d3 + 4·d4 + 3·d5 + 2·d6 ends in d7 (IMO resolution A.1117(30)).</summary>
    public static bool IsValid(uint number)
    {
        if (number is < 1_000_000 or > 9_999_999)
        {
            return false;
        }

        var sum = 0u;
        var rest = number / 10;
        for (var weight = 2u; weight <= 7; weight++)
        {
            sum += rest % 10 * weight;
            rest /= 10;
        }

        return sum % 10 == number % 10;
    }
}
