using MaritimeWatch.Domain.Vessels;

namespace MaritimeWatch.Domain.Tests.Vessels;

public sealed class ImoNumbersTests
{
    /// <summary>9074729 is the example of IMO resolution A.1117(30): 9·7 + 0·6 + 7·5 + 4·4 + 7·3 + 2·2 = 139.</summary>
    [Theory]
    [InlineData(9074729, true)]
    [InlineData(9134270, true)]
    [InlineData(9074728, false)]
    [InlineData(9074730, false)]
    [InlineData(0, false)]
    [InlineData(999_999, false)]
    [InlineData(10_000_000, false)]
    [InlineData(uint.MaxValue, false)]
    public void IsValid_SevenDigits_EndInTheCheckDigit(uint number, bool expected) => Assert.Equal(expected, ImoNumbers.IsValid(number));
}
