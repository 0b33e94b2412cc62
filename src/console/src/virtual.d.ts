declare module 'virtual:coastline' {
  /** Address of the coastline as GeoJSON. */
  const url: string;
  export default url;
}
