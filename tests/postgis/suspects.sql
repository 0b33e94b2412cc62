-- Who crossed the stretch or came within a nautical mile of it in the two minutes either side of the fault, and who may have been there in a silence: the question that 'suspects' answers, as PostGIS would be asked it.
-- Heard: her way between two fixes is a straight line, cut to those minutes; across a silence none is drawn (10 minutes under way in class A, else 30). What lies up to 50 m further away is told too,
-- since the store draws a curve where she turned. Of each vessel: distance, seconds from the fault, speed there, whether she crossed, and her median speed of the six hours before.
-- Silent: of everybody within 60 nm in the eight hours before and after, the last fix before and the first after the minutes, and those between; a silence over them of somebody under way, with an end or without;
-- whether she had the time to go to the stretch and on, as fast as she was heard in those hours and a tenth more, 12 kn at least. Of each: the part of what she could have sailed that it takes.
WITH fixes AS (
  SELECT p.mmsi, p.time, p.place, p.sog, p.class, p.status
  FROM stretch s JOIN position p
    -- A nautical mile, and what 26 knots make in ten minutes: 9.9 km, at up to 60 degrees of latitude.
    ON p.place && ST_Expand(s.line, 0.18, 0.09) AND p.time >= :'fault'::timestamptz - interval '32 minutes' AND p.time <= :'fault'::timestamptz + interval '32 minutes'
), legs AS (
  SELECT mmsi, time, place, lag(time) OVER track AS before, lag(place) OVER track AS came, lag(sog) OVER track AS sog, lag(class) OVER track AS class, lag(status) OVER track AS status
  FROM fixes WINDOW track AS (PARTITION BY mmsi ORDER BY time, ST_Y(place), ST_X(place))
), heard AS (
  SELECT mmsi, before, time, extract(epoch FROM time - before) AS seconds, ST_MakeLine(came, place) AS way,
    extract(epoch FROM :'fault'::timestamptz - interval '2 minutes' - before) / extract(epoch FROM time - before) AS first,
    extract(epoch FROM :'fault'::timestamptz + interval '2 minutes' - before) / extract(epoch FROM time - before) AS last
  FROM legs
  WHERE time > before AND time >= :'fault'::timestamptz - interval '2 minutes' AND before <= :'fault'::timestamptz + interval '2 minutes'
    AND time - before <= CASE WHEN class = 0 AND status NOT IN (1, 5, 6) THEN interval '10 minutes' ELSE interval '30 minutes' END
), ways AS (
  SELECT mmsi, before, seconds, ST_Length(way::geography) AS metres, greatest(first, 0) AS first, least(last, 1) AS last, ST_LineSubstring(way, greatest(first, 0), least(last, 1)) AS way FROM heard
), near AS (
  SELECT w.mmsi, w.metres / w.seconds / 1852 * 3600 AS knots, ST_Distance(w.way::geography, s.line::geography) AS metres, ST_Intersects(w.way, s.line) AS crossed,
    extract(epoch FROM w.before - :'fault'::timestamptz)
      + w.seconds * (w.first + (w.last - w.first) * CASE WHEN ST_GeometryType(w.way) = 'ST_LineString' AND ST_Length(w.way) > 0 THEN ST_LineLocatePoint(w.way, ST_ClosestPoint(w.way, s.line)) ELSE 0 END) AS seconds
  FROM stretch s JOIN ways w ON ST_DWithin(w.way::geography, s.line::geography, 1902)
), nearest AS (
  SELECT DISTINCT ON (mmsi) mmsi, metres, seconds, knots, bool_or(crossed) OVER (PARTITION BY mmsi) AS crossed FROM near ORDER BY mmsi, metres, seconds
), waters AS (
  SELECT ST_Expand(line, 1 / cos(radians(ST_YMax(line))), 1) AS box, :'fault'::timestamptz - interval '2 minutes' AS since, :'fault'::timestamptz + interval '2 minutes' AS until FROM stretch
), about AS (
  -- OFFSET 0: each vessel's own fixes in order of time, until one lies in these waters; by place it would take a hundred times as long.
  SELECT l.* FROM waters w CROSS JOIN vessel v CROSS JOIN LATERAL (
    SELECT * FROM (SELECT * FROM position p WHERE p.mmsi = v.mmsi AND p.time >= w.since - interval '8 hours' AND p.time < w.since
      ORDER BY p.mmsi DESC, p.time DESC, ST_Y(place) DESC, ST_X(place) DESC OFFSET 0) b WHERE b.place && w.box LIMIT 1) l
  UNION ALL
  SELECT l.* FROM waters w CROSS JOIN vessel v CROSS JOIN LATERAL (
    SELECT * FROM (SELECT * FROM position p WHERE p.mmsi = v.mmsi AND p.time >= w.since AND p.time < w.until OFFSET 0) b WHERE b.place && w.box) l
  UNION ALL
  SELECT l.* FROM waters w CROSS JOIN vessel v CROSS JOIN LATERAL (
    SELECT * FROM (SELECT * FROM position p WHERE p.mmsi = v.mmsi AND p.time >= w.until AND p.time < w.until + interval '8 hours'
      ORDER BY p.mmsi, p.time, ST_Y(place), ST_X(place) OFFSET 0) b WHERE b.place && w.box LIMIT 1) l
), ends AS (
  SELECT mmsi, time, place, status NOT IN (1, 5, 6) AND coalesce(sog, 10) >= 5 AS sails, CASE WHEN class = 0 AND status NOT IN (1, 5, 6) THEN interval '10 minutes' ELSE interval '30 minutes' END AS silence,
    lead(time) OVER track AS next, lead(place) OVER track AS there, lead(status NOT IN (1, 5, 6) AND coalesce(sog, 10) >= 5) OVER track AS goes_on, lag(time) OVER track IS NULL AS is_first
  FROM about WINDOW track AS (PARTITION BY mmsi ORDER BY time, ST_Y(place), ST_X(place))
), silences AS (
  SELECT mmsi, place, there, extract(epoch FROM next - time) AS seconds FROM ends, waters WHERE next - time > silence AND (sails OR goes_on) AND time < until AND next > since
  UNION ALL
  SELECT mmsi, place, NULL, extract(epoch FROM until - time) FROM ends, waters
  WHERE next IS NULL AND sails AND time < until - silence AND NOT EXISTS (SELECT 1 FROM position p WHERE p.mmsi = ends.mmsi AND p.time > ends.time AND p.time <= ends.time + interval '10 minutes')
  UNION ALL
  SELECT mmsi, place, NULL, extract(epoch FROM time - since) FROM ends, waters
  WHERE is_first AND sails AND time > since + silence AND NOT EXISTS (SELECT 1 FROM position p WHERE p.mmsi = ends.mmsi AND p.time < ends.time AND p.time >= ends.time - interval '10 minutes')
), reach AS (
  SELECT s.mmsi, min((greatest(0, ST_Distance(s.place::geography, t.line::geography) - 1852) + greatest(0, coalesce(ST_Distance(s.there::geography, t.line::geography), 0) - 1852))
    / (greatest(12, 0.5 + 0.11 * f.sog) * 1852 / 3600 * s.seconds)) AS part
  FROM stretch t CROSS JOIN silences s CROSS JOIN LATERAL (
    SELECT max(p.sog) AS sog FROM waters w JOIN position p ON p.mmsi = s.mmsi AND p.time >= w.since - interval '8 hours' AND p.time < w.until + interval '8 hours') f
  GROUP BY s.mmsi
)
SELECT coalesce(string_agg(format('%s:%s:%s:%s:%s:%s', n.mmsi, round(n.metres::numeric, 1), round(n.seconds::numeric, 1), round(n.knots::numeric, 1), n.crossed, b.knots), ' ' ORDER BY n.mmsi), '') || ' / ' || (SELECT coalesce(string_agg(format('%s:%s', mmsi, round(part::numeric, 3)), ' ' ORDER BY mmsi), '') FROM reach WHERE part <= 1.1)
FROM nearest n LEFT JOIN LATERAL (
  SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY p.sog) / 10 AS knots FROM position p WHERE p.mmsi = n.mmsi AND p.time >= :'fault'::timestamptz - interval '6 hours' AND p.time < :'fault'
) b ON true
