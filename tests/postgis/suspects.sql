-- Who crossed the stretch or came within a nautical mile of it in the two minutes either side of the fault, heard: the question that 'suspects' answers, as PostGIS would be asked it.
-- Her way between two fixes is a straight line, cut to those minutes; across a silence none is drawn (10 minutes under way in class A, else 30). What lies up to 50 m further away is told too,
-- since the store draws a curve where she turned. Of each vessel: distance, seconds from the fault, speed there, whether she crossed, and her median speed of the six hours before.
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
)
SELECT coalesce(string_agg(format('%s:%s:%s:%s:%s:%s', n.mmsi, round(n.metres::numeric, 1), round(n.seconds::numeric, 1), round(n.knots::numeric, 1), n.crossed, b.knots), ' ' ORDER BY n.mmsi), '')
FROM nearest n LEFT JOIN LATERAL (
  SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY p.sog) / 10 AS knots FROM position p WHERE p.mmsi = n.mmsi AND p.time >= :'fault'::timestamptz - interval '6 hours' AND p.time < :'fault'
) b ON true
