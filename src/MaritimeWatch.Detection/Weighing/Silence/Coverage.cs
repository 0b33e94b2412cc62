namespace MaritimeWatch.Detection.Weighing.Silence;

/// <summary>How well vessels of a class are heard somewhere.</summary>
/// <param name="Share">Chance that the next passage is heard throughout, 0 to 1, by the rule of succession.</param>
/// <param name="Heard">Passages of seven days that were heard throughout.</param>
/// <param name="Broken">Passages that were lost, came out of nowhere or had long silences.</param>
internal readonly record struct Coverage(double Share, int Heard, int Broken);
