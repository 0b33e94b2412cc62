using System.Globalization;
using MaritimeWatch.Detection.Normality;
using MaritimeWatch.Service.Commands;

namespace MaritimeWatch.Service.Learning;

/// <summary>Judged windows as a table with a header: who, when, class, features, score and quantile.</summary>
internal sealed class FeatureTable : IDisposable
{
    private readonly StreamWriter writer;

    public FeatureTable(string path)
    {
        try
        {
            writer = new StreamWriter(path == "-" ? Console.OpenStandardOutput() : File.Create(path)) { NewLine = "\n" };
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailedException($"{path}: cannot be written: {failure.Message}");
        }

        writer.WriteLine($"mmsi,end,class,{string.Join(',', NormalityTrainer.FeatureNames)},score,quantile");
    }

    public long Rows { get; private set; }

    public void Write(JudgedWindow window)
    {
        Rows++;
        writer.Write($"{window.Mmsi},{window.End},{window.Class},");
        foreach (var feature in window.Features)
        {
            writer.Write(feature.ToString("R", CultureInfo.InvariantCulture));
            writer.Write(',');
        }

        writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{window.Score:F6},{window.Quantile:F6}"));
    }

    public void Dispose() => writer.Dispose();
}
